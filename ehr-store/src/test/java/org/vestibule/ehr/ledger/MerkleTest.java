package org.vestibule.ehr.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MerkleTest {
  /** The leaves and roots of certificate-transparency's own test, merkle_tree_test.cc. */
  private static final List<byte[]> LEAVES =
      List.of(
          hex(""),
          hex("00"),
          hex("10"),
          hex("2021"),
          hex("3031"),
          hex("40414243"),
          hex("5051525354555657"),
          hex("606162636465666768696a6b6c6d6e6f"));

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void rootsAgreeWithCertificateTransparency() throws Exception {
    for (int n = 1; n <= LEAVES.size(); n++) {
      byte[] root = MerkleTree.ofData(LEAVES.subList(0, n)).root();
      assertEquals(ROOTS.get(n - 1), HexFormat.of().formatHex(root));
      assertArrayEquals(ProofChecker.root(LEAVES.subList(0, n)), root);
    }
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        HexFormat.of().formatHex(MerkleTree.ofData(List.of()).root()));
  }

  /** Inclusion proof of the same test: leaf 6 of 8. */
  @Test
  void aProofAgreesWithCertificateTransparency() {
    MerkleProof proof = MerkleTree.ofData(LEAVES).inclusion(6, 8);
    assertEquals(
        List.of(
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        proof.path().stream().map(HexFormat.of()::formatHex).toList());
  }

  @Test
  void everyProofOfEverySizeSatisfiesAnIndependentChecker() throws Exception {
    List<byte[]> data = data(40);
    MerkleTree tree = MerkleTree.ofData(data);
    for (int size = 1; size <= data.size(); size++) {
      byte[] root = ProofChecker.root(data.subList(0, size));
      for (int i = 1; i <= size; i++) {
        MerkleProof in = tree.inclusion(i, size);
        assertTrue(ProofChecker.included(data.get(i - 1), i - 1, size, in.path(), root));
        assertTrue(in.provesLeaf(Hashes.leaf(data.get(i - 1)), root));
        byte[] earlier = ProofChecker.root(data.subList(0, i));
        MerkleProof grown = tree.consistency(i, size);
        assertTrue(ProofChecker.consistent(i, earlier, size, root, grown.path()));
        assertTrue(grown.proves(earlier, root));
      }
    }
  }

  @Test
  void noProofHoldsForAnotherEventSizeRootOrPath() throws Exception {
    List<byte[]> data = data(21);
    MerkleTree tree = MerkleTree.ofData(data);
    byte[] root = tree.root();
    for (int i = 1; i <= 21; i++) {
      MerkleProof proof = tree.inclusion(i, 21);
      byte[] leaf = Hashes.leaf(data.get(i - 1));
      assertFalse(proof.provesLeaf(Hashes.leaf(data.get(i % 21)), root));
      assertFalse(proof.provesLeaf(leaf, tree.inclusion(1, 20).path().get(0)));
      MerkleProof moved = new MerkleProof(proof.kind(), i % 21 + 1, 21, proof.path());
      assertFalse(moved.provesLeaf(leaf, root));
      for (int p = 0; p < proof.path().size(); p++) {
        List<byte[]> path = new ArrayList<>(proof.path());
        path.get(p)[7] ^= 1;
        assertFalse(new MerkleProof(proof.kind(), i, 21, path).provesLeaf(leaf, root));
        path.remove(p);
        assertFalse(new MerkleProof(proof.kind(), i, 21, path).provesLeaf(leaf, root));
      }
      if (i < 21) {
        byte[] earlier = ProofChecker.root(data.subList(0, i));
        MerkleProof grown = tree.consistency(i, 21);
        assertFalse(grown.proves(root, root));
        assertFalse(grown.proves(earlier, earlier));
        MerkleProof other = new MerkleProof(grown.kind(), i + 1, 21, grown.path());
        assertFalse(other.proves(earlier, root));
        assertFalse(grown.provesLeaf(leaf, root) && i > 1);
      }
    }
  }

  @Test
  void theGrowingStateHasTheTreesRoot() {
    List<LedgerEvent> events = new ArrayList<>();
    LedgerState state = LedgerState.empty(Events.LEDGER);
    for (int i = 0; i < 70; i++) {
      LedgerEvent event = Events.event(i);
      events.add(event);
      state = LedgerState.parse(state.append(event).bytes());
      assertArrayEquals(MerkleTree.of(events).root(), state.root());
    }
    MerkleProof proof = MerkleTree.of(events).inclusion(33, 70);
    assertTrue(proof.proves(events.get(32), state.root()));
    assertFalse(proof.proves(events.get(33), state.root()));
  }

  @Test
  void proofsOutsideTheTreeAreRefused() {
    MerkleTree tree = MerkleTree.ofData(LEAVES);
    assertThrows(IllegalArgumentException.class, () -> tree.inclusion(0, 8));
    assertThrows(IllegalArgumentException.class, () -> tree.inclusion(5, 4));
    assertThrows(IllegalArgumentException.class, () -> tree.inclusion(1, 9));
    assertThrows(IllegalArgumentException.class, () -> tree.consistency(0, 8));
  }

  private static List<byte[]> data(int n) {
    Random random = new Random(7);
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      byte[] bytes = new byte[random.nextInt(30)];
      random.nextBytes(bytes);
      all.add(bytes);
    }
    return all;
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
