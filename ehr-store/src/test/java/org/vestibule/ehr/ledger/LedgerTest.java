package org.vestibule.ehr.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.ledger.LedgerProblem.Kind;

class LedgerTest {
  private static final int SIZE = 50;
  private static final Instant NOW = Instant.parse("2026-11-24T10:19:00Z");

  private Events keys;
  private List<Row> rows;
  private LedgerState state;
  private LedgerHead headAt20;

  /** A row as the store keeps it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Row(long sequence, LedgerEvent event, byte[] chain) {}

  @BeforeEach
  void fill() throws Exception {
    keys = new Events();
    rows = new ArrayList<>();
    state = LedgerState.empty(Events.LEDGER);
    for (int i = 0; i < SIZE; i++) {
      append(Events.event(i));
      if (i == 19) {
        headAt20 = LedgerHead.sign(state, NOW, keys::sign);
      }
    }
  }

  @Test
  void aWholeLedgerHasNoProblemsAgainstAnyHead() {
    assertEquals(List.of(), verify());
    assertEquals(List.of(), verify(headAt20, LedgerHead.sign(state, NOW, keys::sign)));
  }

  @Test
  void anEmptyLedgerIsWhole() {
    rows.clear();
    state = LedgerState.empty(Events.LEDGER);
    assertEquals(List.of(), verify(LedgerHead.sign(state, NOW, keys::sign)));
  }

  @Test
  void aChangedEventIsNamed() {
    Row row = rows.get(30);
    LedgerEvent e = row.event();
    List<LedgerEvent> changes =
        List.of(
            with(e, e.time().plusNanos(1), e.actor(), e.patient(), e.details()),
            with(e, e.time(), UUID.randomUUID(), e.patient(), e.details()),
            with(e, e.time(), e.actor(), Optional.empty(), e.details()),
            with(e, e.time(), e.actor(), e.patient(), new byte[] {1}));
    for (LedgerEvent changed : changes) {
      rows.set(30, new Row(31, changed, row.chain()));
      List<LedgerProblem> found = verify();
      assertEquals(new LedgerProblem(Kind.CHANGED, 31), found.get(0));
      assertEquals(Kind.STATE_DIFFERS, found.get(1).kind());
      assertEquals(2, found.size());
    }
  }

  @Test
  void aDroppedEventIsNamed() {
    rows.remove(10);
    assertTrue(verify().contains(new LedgerProblem(Kind.DROPPED, 11)));
    assertTrue(verify(headAt20).stream().anyMatch(p -> p.kind() == Kind.DIFFERS_FROM_HEAD));
  }

  @Test
  void swappedEventsAreNamed() {
    Row a = rows.get(10);
    Row b = rows.get(11);
    rows.set(10, new Row(11, b.event(), b.chain()));
    rows.set(11, new Row(12, a.event(), a.chain()));
    assertTrue(verify().contains(new LedgerProblem(Kind.CHANGED, 11)));
    Collections.swap(rows, 20, 21);
    assertTrue(verify().contains(new LedgerProblem(Kind.OUT_OF_ORDER, 21)));
  }

  @Test
  void anInsertedOrReplayedEventIsNamed() {
    rows.add(25, rows.get(24));
    assertTrue(verify().contains(new LedgerProblem(Kind.OUT_OF_ORDER, 25)));
    rows.set(25, new Row(26, Events.event(99), rows.get(24).chain()));
    assertTrue(verify().contains(new LedgerProblem(Kind.CHANGED, 26)));
  }

  @Test
  void aCutEndIsFoundByTheStateAndByAHead() {
    LedgerHead last = LedgerHead.sign(state, NOW, keys::sign);
    rows.remove(SIZE - 1);
    assertEquals(List.of(new LedgerProblem(Kind.STATE_DIFFERS, SIZE - 1)), verify());
    // Rolled back with its state, as an older copy of the database is: only a later head tells.
    state = LedgerState.empty(Events.LEDGER);
    for (Row row : rows) {
      state = state.append(row.event());
    }
    assertEquals(List.of(), verify(headAt20));
    assertEquals(List.of(new LedgerProblem(Kind.SHORTER_THAN_HEAD, SIZE)), verify(headAt20, last));
  }

  @Test
  void rewrittenHistoryIsFoundByAHeadAlone() {
    List<Row> before = List.copyOf(rows);
    rows.clear();
    state = LedgerState.empty(Events.LEDGER);
    for (Row row : before) {
      append(row.sequence() == 5 ? Events.event(77) : row.event());
    }
    assertEquals(List.of(), verify());
    assertEquals(List.of(new LedgerProblem(Kind.DIFFERS_FROM_HEAD, 20)), verify(headAt20));
  }

  @Test
  void headsOfOthersAreNotBelieved() throws Exception {
    LedgerHead foreignKey = LedgerHead.sign(state, NOW, new Events()::sign);
    assertEquals(List.of(new LedgerProblem(Kind.HEAD_NOT_SIGNED, SIZE)), verify(foreignKey));
    LedgerHead foreignLedger =
        LedgerHead.sign(LedgerState.empty(UUID.randomUUID()), NOW, keys::sign);
    assertEquals(List.of(new LedgerProblem(Kind.OTHER_LEDGER, 0)), verify(foreignLedger));
  }

  @Test
  void aHeadIsOneShortLineAndReadsBack() {
    String text = headAt20.text();
    assertTrue(text.length() < 1024 && !text.contains("\n"), text);
    LedgerHead read = LedgerHead.parse("  " + text + "\n");
    assertEquals(text, read.text());
    assertEquals(20, read.size());
    assertEquals(NOW, read.time());
    assertTrue(read.isSignedBy(keys::verify));
    for (int cut = 0; cut < text.length(); cut++) {
      String part = text.substring(0, cut);
      try {
        assertTrue(!LedgerHead.parse(part).isSignedBy(keys::verify), part);
      } catch (LedgerFormatException e) {
        assertTrue(e.getMessage().length() > 10);
      }
    }
  }

  @Test
  void anyFlippedCharacterOfAHeadIsNoticed() {
    String text = headAt20.text();
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      char[] flipped = text.toCharArray();
      int at = random.nextInt(flipped.length);
      flipped[at] ^= (char) (1 << random.nextInt(7));
      try {
        LedgerHead head = LedgerHead.parse(new String(flipped));
        boolean same = head.text().equals(text);
        assertTrue(same || !head.isSignedBy(keys::verify), "at " + at);
      } catch (LedgerFormatException e) {
        assertTrue(e.getMessage().length() > 10);
      }
    }
  }

  @Test
  void canonicalBytesAreAsDocumented() {
    LedgerEvent event =
        new LedgerEvent(
            new UUID(1, 2),
            Instant.ofEpochSecond(3, 4),
            new UUID(5, 6),
            "d",
            "chart.view",
            "",
            Optional.of(new UUID(7, 8)),
            LedgerEvent.Outcome.DONE,
            new byte[] {9});
    assertEquals(
        "4101"
            + "00000000000000010000000000000002"
            + "000000000000000300000004"
            + "00000000000000050000000000000006"
            + "0000000164"
            + "0000000a63686172742e76696577"
            + "00000000"
            + "0100000000000000070000000000000008"
            + "00000004444f4e45"
            + "0000000109",
        HexFormat.of().formatHex(event.canonicalBytes()));
  }

  @Test
  void textsThatRunTogetherDoNotCollide() {
    Set<String> seen = new HashSet<>();
    for (String[] t :
        new String[][] {{"a", "bc", ""}, {"ab", "c", ""}, {"", "abc", ""}, {"a", "b", "c"}}) {
      LedgerEvent e =
          new LedgerEvent(
              new UUID(0, 0),
              Instant.EPOCH,
              new UUID(0, 0),
              t[0],
              t[1],
              t[2],
              Optional.empty(),
              LedgerEvent.Outcome.DONE,
              new byte[0]);
      assertTrue(seen.add(HexFormat.of().formatHex(e.canonicalBytes())));
    }
  }

  @Test
  void twoLedgersOfTheSameEventsShareNoChainValue() {
    LedgerState other = LedgerState.empty(UUID.randomUUID()).append(Events.event(0));
    LedgerState one = LedgerState.empty(Events.LEDGER).append(Events.event(0));
    assertTrue(!Arrays.equals(one.chain(), other.chain()));
    assertNotEquals(one, other);
  }

  @Test
  void aDamagedStateIsRefused() {
    byte[] bytes = state.bytes();
    assertEquals(state, LedgerState.parse(bytes));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(LedgerFormatException.class, () -> LedgerState.parse(cut));
    }
    bytes[0] = 2;
    assertThrows(LedgerFormatException.class, () -> LedgerState.parse(bytes));
  }

  private void append(LedgerEvent event) {
    state = state.append(event);
    rows.add(new Row(state.size(), event, state.chain()));
  }

  private List<LedgerProblem> verify(LedgerHead... heads) {
    LedgerVerification verification =
        new LedgerVerification(Events.LEDGER, List.of(heads), keys::verify);
    rows.forEach(r -> verification.next(r.sequence(), r.event(), r.chain()));
    assertEquals(rows.size(), verification.events());
    return verification.finish(state);
  }

  private static LedgerEvent with(
      LedgerEvent e, Instant time, UUID actor, Optional<UUID> patient, byte[] details) {
    return new LedgerEvent(
        e.id(), time, actor, e.terminal(), e.action(), e.purpose(), patient, e.outcome(), details);
  }
}
