namespace Navarch.Store.Embedded;

/// <summary>The place of one key in the index. The versions hang off <see cref="Head"/>, newest first.</summary>
internal sealed class KeyEntry(string key)
{
    private KeyValue? _head;

    public string Key { get; } = key;

    public KeyValue? Head
    {
        get => Volatile.Read(ref _head);
        set => Volatile.Write(ref _head, value);
    }

    /// <summary>The version that a reader at this revision sees, or null.</summary>
    public KeyValue? At(long revision)
    {
        KeyValue? version = Head;
        while (version is not null && version.ModRevision > revision)
        {
            version = version.Previous;
        }

        return version is { IsTombstone: false } ? version : null;
    }
}

/// <summary>
/// A B+tree of keys whose published roots never change: the one writer copies the nodes on its path, once per edit
/// (<see cref="BeginEdit"/>), so readers walk a snapshot without a lock.
/// </summary>
internal sealed class KeyTree
{
    private const int Capacity = 64;

    private Node _root = new(isLeaf: true, edit: 0);
    private Node _published;
    private long _edit = 1;

    public KeyTree() => _published = _root;

    /// <summary>Makes the writer's changes visible to readers that start from now on; what they see is never changed in place again.</summary>
    public void Publish()
    {
        if (!ReferenceEquals(_published, _root))
        {
            Volatile.Write(ref _published, _root);
        }

        _edit++;
    }

    public KeyEntry? Find(string key) => Find(Volatile.Read(ref _published), key);

    /// <summary>Finds among the writer's own unpublished changes too. Writer only.</summary>
    public KeyEntry? FindLatest(string key) => Find(_root, key);

    /// <summary>Writer only. The key must not be there.</summary>
    public void Insert(KeyEntry entry)
    {
        _root = Owned(_root);
        if (InsertInto(_root, entry) is { } right)
        {
            Node left = _root;
            _root = new Node(isLeaf: false, _edit) { Count = 2 };
            _root.Keys[0] = left.Keys[0];
            _root.Children![0] = left;
            _root.Keys[1] = right.Keys[0];
            _root.Children[1] = right;
        }
    }

    /// <summary>Writer only. Nodes that run empty are dropped; half-full ones are not merged, as keys mostly come back.</summary>
    public void Remove(string key)
    {
        if (Find(_root, key) is null)
        {
            return;
        }

        _root = Owned(_root);
        RemoveFrom(_root, key);
        while (!_root.IsLeaf && _root.Count == 1)
        {
            _root = _root.Children![0];
        }

        if (_root.Count == 0 && !_root.IsLeaf)
        {
            _root = new Node(isLeaf: true, _edit);
        }
    }

    /// <summary>All entries from start (inclusive) to end (exclusive; empty: no end), in order, of the newest published root.</summary>
    public Cursor Seek(string start, string end) => new(Volatile.Read(ref _published), start, end);

    private static KeyEntry? Find(Node node, string key)
    {
        while (!node.IsLeaf)
        {
            node = node.Children![node.ChildFor(key)];
        }

        int index = node.IndexOf(key, out bool found);
        return found ? node.Entries![index] : null;
    }

    private Node Owned(Node node) => node.Edit == _edit ? node : node.Copy(_edit);

    private Node? InsertInto(Node node, KeyEntry entry)
    {
        if (node.IsLeaf)
        {
            int at = node.IndexOf(entry.Key, out _);
            if (node.Count < Capacity)
            {
                node.InsertEntry(at, entry);
                return null;
            }

            Node right = node.Split(_edit, atEnd: at == Capacity);
            (at > node.Count || right.Count == 0 ? right : node).InsertEntry(at > node.Count || right.Count == 0 ? at - node.Count : at, entry);
            return right;
        }

        int index = node.ChildFor(entry.Key);
        Node child = Owned(node.Children![index]);
        node.Children[index] = child;
        Node? split = InsertInto(child, entry);
        node.Keys[index] = child.Keys[0];
        if (split is null)
        {
            return null;
        }

        if (node.Count < Capacity)
        {
            node.InsertChild(index + 1, split);
            return null;
        }

        Node sibling = node.Split(_edit, atEnd: index + 1 == Capacity);
        int position = index + 1;
        if (position > node.Count || sibling.Count == 0)
        {
            sibling.InsertChild(position - node.Count, split);
        }
        else
        {
            node.InsertChild(position, split);
        }

        return sibling;
    }

    private void RemoveFrom(Node node, string key)
    {
        if (node.IsLeaf)
        {
            int at = node.IndexOf(key, out bool found);
            if (found)
            {
                node.RemoveAt(at);
            }

            return;
        }

        int index = node.ChildFor(key);
        Node child = Owned(node.Children![index]);
        node.Children[index] = child;
        RemoveFrom(child, key);
        if (child.Count == 0)
        {
            node.RemoveAt(index);
        }
        else
        {
            node.Keys[index] = child.Keys[0];
        }
    }

    /// <summary>An inner node's Keys[i] is the smallest key under Children[i]; a leaf's are those of its entries.</summary>
    internal sealed class Node
    {
        public Node(bool isLeaf, long edit)
        {
            Edit = edit;
            Keys = new string[Capacity];
            if (isLeaf)
            {
                Entries = new KeyEntry[Capacity];
            }
            else
            {
                Children = new Node[Capacity];
            }
        }

        public long Edit { get; }

        public int Count { get; set; }

        public string[] Keys { get; }

        public KeyEntry[]? Entries { get; }

        public Node[]? Children { get; }

        public bool IsLeaf => Entries is not null;

        public int IndexOf(string key, out bool found)
        {
            int low = 0, high = Count - 1;
            while (low <= high)
            {
                int middle = (low + high) >>> 1;
                int order = string.CompareOrdinal(Keys[middle], key);
                if (order == 0)
                {
                    found = true;
                    return middle;
                }

                if (order < 0)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle - 1;
                }
            }

            found = false;
            return low;
        }

        public int ChildFor(string key)
        {
            int index = IndexOf(key, out bool found);
            return found ? index : Math.Max(0, index - 1);
        }

        public Node Copy(long edit)
        {
            Node copy = new(IsLeaf, edit) { Count = Count };
            Array.Copy(Keys, copy.Keys, Count);
            if (IsLeaf)
            {
                Array.Copy(Entries!, copy.Entries!, Count);
            }
            else
            {
                Array.Copy(Children!, copy.Children!, Count);
            }

            return copy;
        }

        /// <summary>Moves the upper half to a new node; nothing when the insert is at the end, so that keys that come in order fill nodes.</summary>
        public Node Split(long edit, bool atEnd)
        {
            int keep = atEnd ? Count : Count / 2;
            Node right = new(IsLeaf, edit) { Count = Count - keep };
            Move(Keys, right.Keys, keep);
            if (IsLeaf)
            {
                Move(Entries!, right.Entries!, keep);
            }
            else
            {
                Move(Children!, right.Children!, keep);
            }

            Count = keep;
            return right;
        }

        public void InsertEntry(int at, KeyEntry entry)
        {
            Open(Keys, at);
            Open(Entries!, at);
            Keys[at] = entry.Key;
            Entries![at] = entry;
            Count++;
        }

        public void InsertChild(int at, Node child)
        {
            Open(Keys, at);
            Open(Children!, at);
            Keys[at] = child.Keys[0];
            Children![at] = child;
            Count++;
        }

        public void RemoveAt(int at)
        {
            Close(Keys, at);
            if (IsLeaf)
            {
                Close(Entries!, at);
            }
            else
            {
                Close(Children!, at);
            }

            Count--;
        }

        private void Move<T>(T[] from, T[] to, int keep)
            where T : class
        {
            Array.Copy(from, keep, to, 0, Count - keep);
            Array.Clear(from, keep, Count - keep);
        }

        private void Open<T>(T[] array, int at) => Array.Copy(array, at, array, at + 1, Count - at);

        private void Close<T>(T[] array, int at)
            where T : class
        {
            Array.Copy(array, at + 1, array, at, Count - at - 1);
            array[Count - 1] = null!;
        }
    }

    /// <summary>Walks one snapshot of the tree.</summary>
    internal struct Cursor
    {
        private readonly string _end;
        private readonly (Node Node, int Index)[] _path;
        private int _depth;

        public Cursor(Node root, string start, string end)
        {
            _end = end;
            _path = new (Node, int)[12];
            _depth = 0;
            Node node = root;
            while (!node.IsLeaf)
            {
                int child = node.ChildFor(start);
                _path[_depth++] = (node, child);
                node = node.Children![child];
            }

            _path[_depth] = (node, node.IndexOf(start, out _) - 1);
            Current = null!;
        }

        public KeyEntry Current { get; private set; }

        public bool MoveNext()
        {
            ref (Node Node, int Index) leaf = ref _path[_depth];
            leaf.Index++;
            while (leaf.Index >= leaf.Node.Count)
            {
                if (!NextLeaf())
                {
                    return false;
                }

                leaf = ref _path[_depth];
            }

            KeyEntry entry = leaf.Node.Entries![leaf.Index];
            if (_end.Length > 0 && string.CompareOrdinal(entry.Key, _end) >= 0)
            {
                return false;
            }

            Current = entry;
            return true;
        }

        private bool NextLeaf()
        {
            int depth = _depth - 1;
            while (depth >= 0 && _path[depth].Index + 1 >= _path[depth].Node.Count)
            {
                depth--;
            }

            if (depth < 0)
            {
                return false;
            }

            _path[depth].Index++;
            while (depth < _depth)
            {
                Node child = _path[depth].Node.Children![_path[depth].Index];
                _path[++depth] = (child, 0);
            }

            return true;
        }
    }
}
