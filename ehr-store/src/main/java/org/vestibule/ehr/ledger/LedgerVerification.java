package org.vestibule.ehr.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * One pass over a ledger from its first event to its last, in constant memory. Feed every event in
 * order to {@link #next}, then ask {@link #finish}. Not thread-safe.
 */
public final class LedgerVerification {
  /** A ruined ledger is not listed event by event. */
  private static final int MOST_PROBLEMS = 1_000;

  private final List<LedgerHead> heads;
  private final HeadVerifier verifier;
  private final List<LedgerProblem> problems = new ArrayList<>();
  private LedgerState state;
  private long lastSequence;
  private byte[] lastChain;
  private int nextHead;

  /**
   * @param ledger the id that the ledger must have
   * @param heads heads kept from earlier, in any order; may be empty
   * @param verifier checks their signatures
   */
  public LedgerVerification(UUID ledger, List<LedgerHead> heads, HeadVerifier verifier) {
    this.state = LedgerState.empty(ledger);
    this.lastChain = state.chain();
    this.verifier = verifier;
    this.heads = checkedHeads(ledger, heads);
    compareHeads();
  }

  private List<LedgerHead> checkedHeads(UUID ledger, List<LedgerHead> all) {
    List<LedgerHead> good = new ArrayList<>();
    for (LedgerHead head : all) {
      if (!head.ledger().equals(ledger)) {
        report(LedgerProblem.Kind.OTHER_LEDGER, head.size());
      } else if (!head.isSignedBy(verifier)) {
        report(LedgerProblem.Kind.HEAD_NOT_SIGNED, head.size());
      } else {
        good.add(head);
      }
    }
    good.sort(Comparator.comparingLong(LedgerHead::size));
    return good;
  }

  /**
   * Takes the next event as it is stored.
   *
   * @param sequence its stored sequence number
   * @param chain its stored chain value
   */
  public void next(long sequence, LedgerEvent event, byte[] chain) {
    if (sequence <= lastSequence) {
      report(LedgerProblem.Kind.OUT_OF_ORDER, sequence);
    } else {
      if (sequence > lastSequence + 1) {
        report(LedgerProblem.Kind.DROPPED, lastSequence + 1);
      }
      lastSequence = sequence;
    }
    byte[] leaf = Hashes.leaf(event.canonicalBytes());
    state = state.appendLeaf(leaf);
    // Checked against the stored predecessor, so that one touched event is one problem and not all
    // events after it; the unbroken chain is compared by finish and by the heads.
    if (!Arrays.equals(Hashes.chain(lastChain, leaf), chain)) {
      report(LedgerProblem.Kind.CHANGED, sequence);
    }
    lastChain = chain.clone();
    compareHeads();
  }

  private void compareHeads() {
    while (nextHead < heads.size() && heads.get(nextHead).size() == state.size()) {
      LedgerHead head = heads.get(nextHead++);
      if (!Arrays.equals(head.root(), state.root())
          || !Arrays.equals(head.chain(), state.chain())) {
        report(LedgerProblem.Kind.DIFFERS_FROM_HEAD, head.size());
      }
    }
  }

  /**
   * Compares the end with what the store kept.
   *
   * @param kept the stored state
   * @return everything found, in the order of the events; empty if the ledger is whole
   */
  public List<LedgerProblem> finish(LedgerState kept) {
    if (!state.equals(kept)) {
      report(LedgerProblem.Kind.STATE_DIFFERS, state.size());
    }
    for (; nextHead < heads.size(); nextHead++) {
      report(LedgerProblem.Kind.SHORTER_THAN_HEAD, heads.get(nextHead).size());
    }
    return List.copyOf(problems);
  }

  /** Events seen so far. */
  public long events() {
    return state.size();
  }

  private void report(LedgerProblem.Kind kind, long sequence) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new LedgerProblem(kind, sequence));
    }
  }
}
