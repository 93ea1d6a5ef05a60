package org.vestibule.app.flow;

/** What of the desk follows when it was decided who is who. Thread-safe. */
final class IdentityFollowed implements DeskIdentityWork.Door {
  private final Lane flow;
  private final Registrations registrations;
  private final KioskKeys keys;
  private final DeskMachine.Door door;
  private final Board board;
  private final DeskAlerts alerts;

  IdentityFollowed(
      Lane flow,
      Registrations registrations,
      KioskKeys keys,
      DeskMachine.Door door,
      Board board,
      DeskAlerts alerts) {
    this.flow = flow;
    this.registrations = registrations;
    this.keys = keys;
    this.door = door;
    this.board = board;
    this.alerts = alerts;
  }

  @Override
  public void recordsChanged() {
    registrations.readFacesAnew(keys);
    flow.execute(door::lookAnew);
    flow.execute(board::refreshDay);
  }

  @Override
  public void decided() {
    flow.execute(alerts::refresh);
    flow.execute(board::refreshDay);
  }
}
