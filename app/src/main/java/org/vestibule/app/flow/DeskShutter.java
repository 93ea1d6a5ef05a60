package org.vestibule.app.flow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.store.Session;

/**
 * Locks the desk, wipes the keys behind it, and opens both again: in that order, whoever asks for
 * it, so that nothing is shown of which the keys are gone.
 */
final class DeskShutter {
  private static final Logger LOG = LoggerFactory.getLogger(DeskShutter.class);

  private final Lane flow;
  private final DeskRecords records;
  private final DeskSignIn signIn;
  private final KioskKeys keys;
  private final DeskMachine.Door door;
  private final Board board;
  private final DeskAlerts alerts;
  private final DeskCharts charts;

  /** Signs somebody in. */
  interface Entry {
    Session enter() throws FlowException;
  }

  DeskShutter(
      Lane flow,
      DeskRecords records,
      DeskSignIn signIn,
      KioskKeys keys,
      DeskMachine.Door door,
      Board board,
      DeskAlerts alerts,
      DeskCharts charts) {
    this.flow = flow;
    this.records = records;
    this.signIn = signIn;
    this.keys = keys;
    this.door = door;
    this.board = board;
    this.alerts = alerts;
    this.charts = charts;
  }

  /** Locks and wipes what nobody touched for long enough. Flow thread. */
  void tick() {
    if (signIn.forgotten()) {
      lock(true);
    }
    if (signIn.abandoned()) {
      wipe("quiet");
    }
  }

  /**
   * Hides the desk and wipes the clinical keys; the kiosk runs on. Flow thread.
   *
   * @param quiet whether it does so by itself
   */
  void lock(boolean quiet) {
    if (records.locked()) {
      return;
    }
    LOG.info("Desk locked");
    charts.leave(signIn.staff().map(DeskView.Staff::user).orElse(""));
    signIn.lock(quiet);
    alerts.forget();
    board.chartClosed();
  }

  /**
   * Locks, and wipes every key: the door is shut until somebody signs in. Flow thread.
   *
   * @param why as for {@link Session#wipeKeys}
   */
  void wipe(String why) {
    lock(false);
    if (keys.wiped()) {
      return;
    }
    door.shut();
    keys.wipe(why);
    charts.forget();
    signIn.wiped();
    board.forget();
  }

  /** Lets somebody in; the door opens too if it was shut. */
  void unlock(Entry entry) throws FlowException {
    settle();
    Session session = entry.enter();
    charts.entered(session.user());
    boolean closed = keys.wiped();
    keys.restore(session);
    flow.call(
        () -> {
          if (closed) {
            door.reopen();
          }
          opened();
          return null;
        });
  }

  /** Waits until a lock is whole: who signs in then comes after it, in the ledger too. */
  private void settle() throws FlowException {
    flow.call(() -> null);
    records.settle();
  }

  /** Somebody is signed in: what waits for them is read. Flow thread. */
  void opened() {
    board.unlocked();
    alerts.refresh();
  }
}
