package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.SourceSpec;

/**
 * The other side of the desk's contract, for tests of the screens: publishes the snapshots it is
 * told to, answers with what it is given, and writes down what is asked of it. It has no rules;
 * those are the real flow's, and tested there.
 */
public final class ScriptedDesk implements DeskFlow, FrontDoor {
  private final Published<DeskView> view;
  private final Published<List<DeskView.TrackBox>> boxes;
  private final Published<Optional<String>> trouble = new Published<>(Optional.empty());
  private final LivePicture picture;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, FlowException> refusals = new ConcurrentHashMap<>();
  private final Map<String, String> kept = new ConcurrentHashMap<>();
  private List<Found> found = List.of();
  private Optional<Chart> chart = Optional.empty();
  private Optional<Instant> lastBackup = Optional.empty();
  private Optional<Registration> registration = Optional.empty();
  private Optional<LedgerPage> page = Optional.empty();
  private Optional<LedgerPage.Checked> checked = Optional.empty();
  private Optional<Accuracy> accuracy = Optional.empty();
  private Optional<DeskRecord> record = Optional.empty();
  private Left left = new Left(Optional.empty(), Map.of());
  private final ScriptedPeople people = new ScriptedPeople(this::ask);
  private final ScriptedIdentity identity = new ScriptedIdentity(this::ask);
  private final Set<DeskRight> denied = EnumSet.noneOf(DeskRight.class);

  public ScriptedDesk(DeskView first, LivePicture picture) {
    this.view = new Published<>(first);
    this.boxes = new Published<>(first.boxes());
    this.picture = picture;
  }

  public void publish(DeskView next) {
    view.publish(next);
    boxes.publish(next.boxes());
  }

  public void publishTrouble(Optional<String> sentence) {
    trouble.publish(sentence);
  }

  public ScriptedPeople scriptedPeople() {
    return people;
  }

  /** What was asked so far, in order; touches left out. */
  public List<String> asked() {
    return new ArrayList<>(asked);
  }

  /** From now on this action fails; a null failure makes it work again. */
  public void refuse(String action, FlowException failure) {
    if (failure == null) {
      refusals.remove(action);
    } else {
      refusals.put(action, failure);
    }
  }

  public ScriptedDesk finds(List<Found> people) {
    found = people;
    return this;
  }

  public ScriptedDesk opens(Chart next) {
    chart = Optional.of(next);
    return this;
  }

  public ScriptedDesk registers(Registration next) {
    registration = Optional.of(next);
    return this;
  }

  public ScriptedDesk ledgers(LedgerPage next, LedgerPage.Checked check) {
    page = Optional.of(next);
    checked = Optional.of(check);
    return this;
  }

  public ScriptedDesk measures(Accuracy next) {
    accuracy = Optional.of(next);
    return this;
  }

  private void ask(String action, String... with) throws FlowException {
    asked.add((action + " " + String.join(" ", with)).strip());
    FlowException refusal = refusals.get(action);
    if (refusal != null) {
      throw refusal;
    }
  }

  @Override
  public Published<DeskView> view() {
    return view;
  }

  @Override
  public Published<List<DeskView.TrackBox>> boxes() {
    return boxes;
  }

  @Override
  public void confirm(String arrival, String patientNumber) throws FlowException {
    ask("confirm", arrival + " " + patientNumber);
  }

  @Override
  public void confirm(String arrival) throws FlowException {
    ask("confirm", arrival);
  }

  @Override
  public void notThem(String arrival) throws FlowException {
    ask("notThem", arrival);
  }

  @Override
  public void callIn(String arrival) throws FlowException {
    ask("callIn", arrival);
  }

  @Override
  public void done(String arrival) throws FlowException {
    ask("done", arrival);
  }

  @Override
  public Chart openChart(String arrival) throws FlowException {
    ask("openChart", arrival);
    return chart.orElseThrow();
  }

  @Override
  public Chart openChart(String patientNumber, String reason) throws FlowException {
    ask("openChart", patientNumber, reason);
    return chart.orElseThrow();
  }

  @Override
  public void closeChart() {
    asked.add("closeChart");
  }

  @Override
  public Chart writeNote(String patientNumber, String text) throws FlowException {
    ask("writeNote", patientNumber, text);
    return chart.orElseThrow();
  }

  @Override
  public void saveDocument(String patientNumber, String document, Path to, String reason)
      throws FlowException {
    ask("saveDocument", patientNumber, document, to.getFileName().toString(), reason);
  }

  @Override
  public Registration register(String stranger) throws FlowException {
    ask("register", stranger);
    return registration.orElseThrow();
  }

  @Override
  public Registration register() throws FlowException {
    ask("register");
    return registration.orElseThrow();
  }

  @Override
  public void notAPatient(String stranger) {
    asked.add("notAPatient " + stranger);
  }

  @Override
  public void later(String stranger) {
    asked.add("later " + stranger);
  }

  @Override
  public List<Found> search(String text) throws FlowException {
    ask("search", text);
    return found;
  }

  @Override
  public void lock() {
    asked.add("lock");
  }

  @Override
  public void unlock(String user, char[] password, Optional<String> secondFactor)
      throws FlowException {
    String secret = new String(password);
    java.util.Arrays.fill(password, '\0');
    ask("unlock", user, secret);
  }

  @Override
  public void unlockWithRecoveryKey(char[] recoveryKey, char[] next) throws FlowException {
    String secret = new String(recoveryKey);
    String chosen = new String(next);
    java.util.Arrays.fill(recoveryKey, '\0');
    java.util.Arrays.fill(next, '\0');
    ask("unlockWithRecoveryKey", secret, chosen);
  }

  @Override
  public void keepNote(String patientNumber, String text) {
    kept.put(patientNumber, text);
  }

  @Override
  public void wipeKeys() {
    asked.add("wipeKeys");
  }

  @Override
  public Left comeBack() throws FlowException {
    ask("comeBack");
    return left;
  }

  /** Half-written notes by patient number. */
  public Map<String, String> kept() {
    return Map.copyOf(kept);
  }

  /** What the next one to come back left. */
  public ScriptedDesk left(Left next) {
    left = next;
    return this;
  }

  @Override
  public DeskRecord record() {
    if (record.isEmpty()) {
      record = Optional.of(new ScriptedRecord(this::ask, chart.orElseThrow()));
    }
    return record.get();
  }

  @Override
  public DeskPeople people() {
    return people;
  }

  @Override
  public ScriptedIdentity identity() {
    return identity;
  }

  @Override
  public DeskBackup backup() {
    return new DeskBackup() {
      @Override
      public Optional<Instant> last() throws FlowException {
        ask("lastBackup");
        return lastBackup;
      }

      @Override
      public BackedUp write(Path file) throws FlowException {
        ask("backUp", file.getFileName().toString());
        return new BackedUp(14, 3_204_581);
      }
    };
  }

  /** When a backup was written last. */
  public ScriptedDesk backedUp(Instant when) {
    lastBackup = Optional.of(when);
    return this;
  }

  @Override
  public boolean may(DeskRight right) {
    return !denied.contains(right);
  }

  /** Whoever is signed in has this right no more. */
  public ScriptedDesk denies(DeskRight right) {
    denied.add(right);
    return this;
  }

  @Override
  public void touched() {}

  @Override
  public LedgerPage ledger(String filter) throws FlowException {
    ask("ledger", filter);
    return page.orElseThrow();
  }

  @Override
  public LedgerPage.Checked checkLedger() throws FlowException {
    ask("checkLedger");
    return checked.orElseThrow();
  }

  @Override
  public Accuracy accuracy() throws FlowException {
    ask("accuracy");
    return accuracy.orElseThrow();
  }

  @Override
  public KioskFlow kiosk() {
    throw new UnsupportedOperationException("the desk has no kiosk");
  }

  @Override
  public DeskFlow desk() {
    return this;
  }

  @Override
  public LivePicture picture() {
    return picture;
  }

  @Override
  public void look(SourceSpec source) {
    asked.add("look");
  }

  @Override
  public void look(FrameSource source) {
    source.close();
  }

  @Override
  public Published<Optional<String>> trouble() {
    return trouble;
  }

  @Override
  public Published<Happening> happenings() {
    return new Published<>(new Happening(0, "", 0, 0, Optional.empty()));
  }

  @Override
  public void close() {
    asked.add("close");
  }
}
