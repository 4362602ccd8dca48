# What the benches share: a place for results, percentiles, a free port. Sourced.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
machine=${BENCH_MACHINE:-$(nproc)core-$(awk '/MemTotal/ {printf "%.0fgb", $2 / 1048576}' /proc/meminfo)-$(uname -m)}
results=$root/bench/runs/$(date -u +%Y-%m-%d)-$machine
mkdir -p "$results"

free_port() {
  local port=${1:-27443}
  while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do ((port++)); done
  echo "$port"
}

milliseconds() { local now=$EPOCHREALTIME; echo $((${now/[.,]/} / 1000)); }

# summary NAME BUDGET-MS NUMBER...: count, smallest, median, 90th percentile, largest.
summary() {
  local name=$1 budget=$2
  shift 2
  printf '%s\n' "$@" | sort -n | awk -v name="$name" -v budget="$budget" '
    { v[NR] = $1 }
    END { printf "%-34s n=%d min=%d p50=%d p90=%d max=%d ms (at most %d)\n", name, NR, v[1], v[int((NR + 1) / 2)], v[int((NR * 9 + 9) / 10)], v[NR], budget }'
}

header() {
  echo "# $1"
  echo "commit $(git -C "$root" rev-parse --short HEAD)$(git -C "$root" diff --quiet HEAD || echo ' with changes'), load $(cut -d' ' -f1 /proc/loadavg), $machine"
}
