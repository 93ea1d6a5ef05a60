package org.vestibule.app.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.LedgerPage;
import org.vestibule.app.flow.LedgerPage.Checked;
import org.vestibule.app.flow.LedgerPage.Entry;
import org.vestibule.app.ui.UiTasks;

/**
 * The ledger's page: the entries that fit, the chosen one, and the check. Used on the FX thread
 * only.
 */
final class LedgerModel {
  private final DeskFlow flow;
  private final Clock clock;
  private final Loaded<LedgerPage> page;
  private final Loaded<Checked> checked;
  private final ReadOnlyObjectWrapper<Optional<Entry>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private String filter = "";
  private boolean todayOnly;
  private Optional<String> staff = Optional.empty();
  private Optional<String> action = Optional.empty();

  LedgerModel(DeskFlow flow, UiTasks tasks, Clock clock) {
    this.flow = flow;
    this.clock = clock;
    this.page = new Loaded<>(tasks);
    this.checked = new Loaded<>(tasks);
    page.value().addListener((property, old, now) -> chooseAgain());
  }

  Loaded<LedgerPage> page() {
    return page;
  }

  Loaded<Checked> checked() {
    return checked;
  }

  ReadOnlyObjectProperty<Optional<Entry>> chosen() {
    return chosen.getReadOnlyProperty();
  }

  /** Reads the newest entries that fit a name, number or person on staff. */
  void search(String text) {
    filter = text.strip();
    String wanted = filter;
    page.load(() -> flow.ledger(wanted));
  }

  void refresh() {
    search(filter);
  }

  void check() {
    checked.load(flow::checkLedger);
  }

  /** Narrows what is shown; empty choices show everything. */
  void narrow(boolean onlyToday, Optional<String> who, Optional<String> what) {
    todayOnly = onlyToday;
    staff = who;
    action = what;
    chooseAgain();
  }

  /** The entries to show, newest first. */
  List<Entry> entries() {
    LocalDate today = LocalDate.now(clock);
    return all().stream()
        .filter(entry -> !todayOnly || dayOf(entry).equals(today))
        .filter(entry -> staff.map(entry.who()::equals).orElse(true))
        .filter(entry -> action.map(entry.what()::equals).orElse(true))
        .toList();
  }

  long today() {
    LocalDate today = LocalDate.now(clock);
    return all().stream().filter(entry -> dayOf(entry).equals(today)).count();
  }

  List<String> staff() {
    return all().stream().map(Entry::who).distinct().sorted().toList();
  }

  List<String> actions() {
    return all().stream().map(Entry::what).distinct().sorted().toList();
  }

  void choose(long number) {
    chosen.set(entries().stream().filter(entry -> entry.number() == number).findFirst());
  }

  void move(int by) {
    List<Entry> rows = entries();
    if (rows.isEmpty()) {
      return;
    }
    int at = chosen.get().map(rows::indexOf).orElse(-1);
    chosen.set(Optional.of(rows.get(Math.max(0, Math.min(rows.size() - 1, at + by)))));
  }

  /**
   * Whether the entry before the chosen one carries the mark that the chosen one was made from;
   * empty when that entry is not among those read.
   */
  Optional<Boolean> marksAgree() {
    return chosen
        .get()
        .flatMap(
            entry ->
                all().stream()
                    .filter(other -> other.number() == entry.number() - 1)
                    .findFirst()
                    .map(before -> before.mark().equals(entry.before())));
  }

  void forget() {
    filter = "";
    page.forget();
    checked.forget();
    chosen.set(Optional.empty());
  }

  private List<Entry> all() {
    return page.value().get().map(LedgerPage::entries).orElse(List.of());
  }

  private LocalDate dayOf(Entry entry) {
    return LocalDate.ofInstant(entry.when(), clock.getZone());
  }

  private void chooseAgain() {
    List<Entry> rows = entries();
    Optional<Entry> kept = chosen.get().filter(rows::contains);
    chosen.set(kept.isPresent() ? kept : rows.stream().findFirst());
  }
}
