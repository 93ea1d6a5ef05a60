package org.vestibule.app.flow;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.Notice;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.StoreException;
import org.vestibule.ehr.store.StorePlace;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.natives.ModelException;

/**
 * One clinic: made once, opened with a password. A data folder is taken for this process as soon as
 * it is first asked for; the networks load in the background meanwhile. Thread-safe.
 */
public final class Clinics implements ClinicDoor {
  private static final Logger LOG = LoggerFactory.getLogger(Clinics.class);

  private final StorePlace place;
  private final FaceSettings settings;
  private final DoorSettings said;
  private final Clock clock;
  private final QuietTimes times;
  private Optional<EhrStore> store = Optional.empty();
  private Optional<Session> made = Optional.empty();
  private Optional<CompletableFuture<FaceEngine>> engine = Optional.empty();

  /**
   * @param place a data folder, or a server that several machines share
   * @param clock tells the time and the zone everywhere
   */
  public Clinics(StorePlace place, FaceSettings settings, Clock clock) {
    this(place, settings, DoorSettings.NONE, clock, QuietTimes.standard());
  }

  /**
   * As above.
   *
   * @param said what goes before the clinic's own settings
   * @param times when the desk locks by itself
   */
  public Clinics(
      StorePlace place, FaceSettings settings, DoorSettings said, Clock clock, QuietTimes times) {
    this.times = times;
    this.place = place;
    this.said = said;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public boolean exists() {
    return EhrStore.exists(place);
  }

  @Override
  public synchronized String clinicName() throws FlowException {
    return taken().clinicName();
  }

  @Override
  public synchronized Optional<String> firstUser() throws FlowException {
    return taken().firstAdministrator();
  }

  /**
   * The first administrator, who signs in on the command line where nobody is named.
   *
   * @throws FlowException if that name is nobody's any more
   */
  public synchronized String defaultUser() throws FlowException {
    return firstUser()
        .orElseThrow(
            () ->
                new FlowException(
                    Kind.USAGE,
                    "CLI-45",
                    "Who used to sign in without --user has left: give your name with --user."));
  }

  @Override
  public synchronized List<String> notices() throws FlowException {
    return taken().notices().stream().map(Notice::sentence).toList();
  }

  @Override
  public synchronized RecoveryKey create(NewClinic clinic) throws FlowException {
    try {
      Created created =
          EhrStore.create(
              place,
              new org.vestibule.ehr.store.NewClinic(
                  clinic.clinic(), clinic.user(), clinic.password()));
      store = Optional.of(created.store());
      made = Optional.of(created.session());
      try (org.vestibule.ehr.store.RecoveryKey key = created.recoveryKey()) {
        return new RecoveryKey(List.of(new String(key.characters()).split("-")));
      }
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(clinic.password(), '\0');
    }
  }

  @Override
  public synchronized FrontDoor enter() throws FlowException {
    Session session =
        made.orElseThrow(
            () -> new FlowException(Kind.LOCKED, "V-10", "Sign in with your password first."));
    made = Optional.empty();
    return new DoorMachine(clinic(session), times);
  }

  @Override
  public FrontDoor open(String user, char[] password, Optional<String> secondFactor)
      throws FlowException {
    warmUp();
    return new DoorMachine(unlock(user, password, secondFactor), times);
  }

  @Override
  public FrontDoor openWithRecoveryKey(char[] recoveryKey, char[] next) throws FlowException {
    warmUp();
    return new DoorMachine(recover(recoveryKey, next), times);
  }

  private synchronized Clinic recover(char[] recoveryKey, char[] next) throws FlowException {
    try {
      return clinic(taken().unlockWithRecoveryKey(recoveryKey, next));
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(recoveryKey, '\0');
      Arrays.fill(next, '\0');
    }
  }

  /** As {@link #open}, for work without a door: the command line. */
  public ClinicWork work(String user, char[] password, Optional<String> secondFactor)
      throws FlowException {
    return new ClinicWork(unlock(user, password, secondFactor));
  }

  private synchronized Clinic unlock(String user, char[] password, Optional<String> secondFactor)
      throws FlowException {
    try {
      EhrStore open = taken();
      return clinic(open.unlock(user, SecondFactors.secret(password, secondFactor)));
    } catch (StoreException e) {
      throw Troubles.of(e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Hands the store over; the networks follow when the clinic first needs them. */
  private Clinic clinic(Session session) throws FlowException {
    EhrStore open = taken();
    store = Optional.empty();
    made.ifPresent(Session::close);
    made = Optional.empty();
    return new Clinic(open, session, this::handEngine, said, clock);
  }

  private synchronized FaceEngine handEngine() throws FlowException {
    FaceEngine networks = engine();
    engine = Optional.empty();
    return networks;
  }

  /** The store, locked, kept for this process from the first time on. */
  private EhrStore taken() throws FlowException {
    if (store.isEmpty()) {
      try {
        store = Optional.of(EhrStore.open(place));
      } catch (StoreException e) {
        throw Troubles.of(e);
      }
    }
    return store.get();
  }

  @Override
  public synchronized void warmUp() {
    if (engine.isEmpty()) {
      CompletableFuture<FaceEngine> loading = CompletableFuture.supplyAsync(this::load);
      engine = Optional.of(loading);
      loading.thenRunAsync(this::rehearse, Clinics::beside);
    }
  }

  /** After the networks, which every clinic waits for, and while somebody signs in. */
  private void rehearse() {
    Optional<EhrStore> locked;
    synchronized (this) {
      locked = store;
    }
    locked.ifPresent(EhrStore::rehearse);
  }

  /** No daemon: it leaves a folder if it is cut off, and ends soon after the store is closed. */
  private static void beside(Runnable work) {
    new Thread(work, "rehearsal").start();
  }

  private FaceEngine load() {
    try {
      return FaceEngine.open(Models.of(place.folder()), settings);
    } catch (ModelException e) {
      throw new CompletionException(e);
    }
  }

  private FaceEngine engine() throws FlowException {
    warmUp();
    try {
      return engine.orElseThrow().join();
    } catch (CompletionException e) {
      engine = Optional.empty();
      throw Troubles.of(e.getCause());
    }
  }

  /** Lets the folder go if nobody went in. */
  @Override
  public synchronized void close() {
    made.ifPresent(Session::close);
    store.ifPresent(EhrStore::close);
    engine.ifPresent(loading -> loading.thenAccept(FaceEngine::close));
    store = Optional.empty();
    engine = Optional.empty();
    LOG.debug("Clinic left");
  }
}
