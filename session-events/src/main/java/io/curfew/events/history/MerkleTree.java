package io.curfew.events.history;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The root of a Merkle tree with SHA-256 (RFC 9162, section 2.1.1) over leaves that come one by one, in memory that
 * grows with the logarithm of their number. Not thread-safe.
 */
public final class MerkleTree {
    private final MessageDigest sha = Sha256.create();
    private final Deque<byte[]> subtrees = new ArrayDeque<>();
    private long size;

    /** Adds the next leaf by its hash, {@code SHA-256(0x00 ‖ data)}. */
    public void add(byte[] leafHash) {
        byte[] hash = leafHash;
        for (long n = size; (n & 1) == 1; n >>= 1) {
            hash = node(subtrees.pop(), hash);
        }
        subtrees.push(hash);
        size++;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** The root over the leaves so far. */
    public byte[] root() {
        Iterator<byte[]> rightmostFirst = subtrees.iterator();
        if (!rightmostFirst.hasNext()) {
            return sha.digest();
        }
        byte[] root = rightmostFirst.next();
        while (rightmostFirst.hasNext()) {
            root = node(rightmostFirst.next(), root);
        }
        return root;
    }

    private byte[] node(byte[] left, byte[] right) {
        sha.update((byte) 1);
        sha.update(left);
        sha.update(right);
        return sha.digest();
    }
}
