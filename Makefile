# One help line a verb; each calls the script that people and CI call.
.DEFAULT_GOAL := help
.PHONY: help build run test unit end-to-end images install bench clean

help: ## list the verbs
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

build: ## make out/navarch
	./build

run: ## start a cluster on this machine, in the foreground (needs root)
	./run

test: ## build and run every test (the story on real nodes needs root)
	./test

unit: ## run the tests that need no node
	./test --unit

end-to-end: ## run the story on real nodes
	./test --end-to-end

images: ## pack redis, memcached, nginx, busybox and pause from Debian's packages
	tools/images/build

install: ## install what is missing from Debian's packages
	tools/install

bench: ## measure start, memory, and kubectl run to Running
	bench/start
	bench/run-to-running

clean: ## remove what was built
	rm -rf out
	find src tests bench -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
