package org.vestibule.app.flow;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.store.Session;

/**
 * What stays open behind a locked screen: the kiosk's keys, and the faces it knows people by.
 * Thread-safe.
 */
final class KioskKeys {
  private static final Logger LOG = LoggerFactory.getLogger(KioskKeys.class);

  private final Lane store;
  private final Faces faces;
  private volatile Optional<Session> session;

  /** Everybody enrolled, as they are recognised by. */
  interface Faces {
    /** On the store's thread. */
    void load(Session kiosk) throws Exception;

    void forget();
  }

  /**
   * @param first the kiosk's session, whose faces are loaded already
   */
  KioskKeys(Lane store, Faces faces, Session first) {
    this.store = store;
    this.faces = faces;
    this.session = Optional.of(first);
  }

  boolean wiped() {
    return session.isEmpty();
  }

  /** The kiosk's session; none once the keys are wiped. */
  Session session() throws FlowException {
    return session.orElseThrow(
        () -> new FlowException(Kind.LOCKED, "K-1", "Somebody of staff must sign in first."));
  }

  /**
   * Forgets every face at once, and wipes the keys behind what the store still has to finish.
   *
   * @param why as for {@link Session#wipeKeys}
   */
  void wipe(String why) {
    Optional<Session> last = session;
    session = Optional.empty();
    faces.forget();
    last.ifPresent(
        kiosk -> {
          LOG.info("Keys wiped");
          store.execute(() -> kiosk.wipeKeys(why));
        });
  }

  /** Opens the kiosk again with the keys of whoever signed in; does nothing when it is open. */
  void restore(Session staff) throws FlowException {
    if (!wiped()) {
      return;
    }
    Session kiosk = staff.forKiosk();
    try {
      store.call(
          () -> {
            faces.load(kiosk);
            return null;
          });
      session = Optional.of(kiosk);
    } catch (FlowException e) {
      faces.forget();
      kiosk.close();
      throw e;
    }
  }
}
