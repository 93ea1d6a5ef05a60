package org.vestibule.ehr.ledger;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * An independent checker of ledger proofs: written from RFC 6962's recursive definitions, not from
 * our code, and sharing none of it. It rebuilds the roots from the top down with the proof's hashes
 * where the recursion asks for them.
 */
final class ProofChecker {
  private final Deque<byte[]> proof;

  private ProofChecker(List<byte[]> path) {
    this.proof = new ArrayDeque<>(path);
  }

  /** MTH(D[n]) of section 2.1 by plain recursion. */
  static byte[] root(List<byte[]> data) throws Exception {
    int n = data.size();
    if (n == 0) {
      return sha(new byte[0]);
    }
    if (n == 1) {
      return sha(new byte[] {0}, data.get(0));
    }
    int k = split(n);
    return sha(new byte[] {1}, root(data.subList(0, k)), root(data.subList(k, n)));
  }

  static boolean included(byte[] data, long index, long size, List<byte[]> path, byte[] root)
      throws Exception {
    ProofChecker checker = new ProofChecker(path);
    byte[] rebuilt = checker.climb(sha(new byte[] {0}, data), index, size);
    return rebuilt != null && checker.proof.isEmpty() && Arrays.equals(rebuilt, root);
  }

  /** The last hash of the path belongs to the topmost split, so it is taken from the end. */
  private byte[] climb(byte[] leaf, long index, long size) throws Exception {
    if (size == 1) {
      return leaf;
    }
    byte[] sibling = proof.pollLast();
    if (sibling == null) {
      return null;
    }
    int k = split(size);
    if (index < k) {
      byte[] left = climb(leaf, index, k);
      return left == null ? null : sha(new byte[] {1}, left, sibling);
    }
    byte[] right = climb(leaf, index - k, size - k);
    return right == null ? null : sha(new byte[] {1}, sibling, right);
  }

  static boolean consistent(
      long earlier, byte[] earlierRoot, long size, byte[] root, List<byte[]> path)
      throws Exception {
    ProofChecker checker = new ProofChecker(path);
    byte[][] both = checker.subproof(earlier, size, true, earlierRoot);
    return both != null
        && checker.proof.isEmpty()
        && Arrays.equals(both[0], earlierRoot)
        && Arrays.equals(both[1], root);
  }

  /** Old and new hash of the subtree that SUBPROOF(m, D[n], whole) talks about. */
  private byte[][] subproof(long m, long n, boolean whole, byte[] known) throws Exception {
    if (m == n) {
      byte[] hash = whole ? known : proof.pollLast();
      return hash == null ? null : new byte[][] {hash, hash};
    }
    byte[] other = proof.pollLast();
    if (other == null) {
      return null;
    }
    int k = split(n);
    if (m <= k) {
      byte[][] left = subproof(m, k, whole, known);
      return left == null ? null : new byte[][] {left[0], sha(new byte[] {1}, left[1], other)};
    }
    byte[][] right = subproof(m - k, n - k, false, known);
    return right == null
        ? null
        : new byte[][] {sha(new byte[] {1}, other, right[0]), sha(new byte[] {1}, other, right[1])};
  }

  /** The largest power of two smaller than n. */
  private static int split(long n) {
    int k = 1;
    while (2L * k < n) {
      k *= 2;
    }
    return k;
  }

  private static byte[] sha(byte[]... parts) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }
}
