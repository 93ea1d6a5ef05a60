package org.vestibule.app.flow;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.store.Session;
import org.vestibule.face.capture.CameraFeed;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.FeedState;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceEvent;
import org.vestibule.face.pipeline.TrackView;

/** The front door at work: camera, vision, the flows, and the clinic behind them. */
final class DoorMachine implements FrontDoor {
  private static final Logger LOG = LoggerFactory.getLogger(DoorMachine.class);
  private static final Duration TICK = Duration.ofMillis(100);

  private final Clinic clinic;
  private final FaceEngine engine;
  private final EnrolmentDatabase database;
  private final Lane flow = new Lane("flow");
  private final KioskKeys kioskKeys;
  private final Preview preview = new Preview();
  private final KioskMachine kiosk;
  private final DeskMachine desk;
  private final Published<Optional<String>> trouble = new Published<>(Optional.empty());
  private final Published<Happening> happenings =
      new Published<>(new Happening(0, "", 0, 0, Optional.empty()));
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Guards feed and vision. Never held while a lane is waited for. */
  private final Object eyes = new Object();

  private volatile Optional<CameraFeed> feed = Optional.empty();
  private volatile Optional<Vision> vision = Optional.empty();

  /** Takes the clinic over and closes it. */
  DoorMachine(Clinic clinic, QuietTimes times) throws FlowException {
    this.clinic = clinic;
    this.engine = clinic.engine();
    this.database = clinic.gallery().database();
    this.kioskKeys =
        new KioskKeys(clinic.storeLane(), faces(clinic.gallery()), clinic.staff().forKiosk());
    ZoneId zone = clinic.clock().getZone();
    DeskRecords records = new DeskRecords(clinic.storeLane(), clinic.clock(), zone);
    DeskSignIn signIn = new DeskSignIn(clinic.store(), records, clinic.clock(), times);
    Registrations registrations =
        new Registrations(
            clinic.storeLane(),
            clinic.enrolments(),
            clinic.gallery(),
            clinic.clock(),
            zone,
            new Registrations.Watched(this::picture, this::samples));
    this.desk =
        new DeskMachine(
            new DeskMachine.Parts(
                flow,
                clinic.clock(),
                zone,
                records,
                signIn,
                kioskKeys,
                new Behind(),
                this::picture,
                new Adaptations(clinic.enrolments(), this::samples, engine.settings().adapts())),
            registrations);
    this.kiosk =
        new KioskMachine(
            clinic.store().clinicName(),
            flow,
            clinic.clock(),
            new Reception(clinic.storeLane(), kioskKeys, zone),
            desk.reports());
    OtherMachines others =
        new OtherMachines(clinic.storeLane(), flow, kioskKeys, clinic.gallery(), desk);
    clinic.store().listen(others::heard);
    desk.signedIn(clinic.staff());
    flow.every(TICK, kiosk::tick);
    flow.every(DeskScreen.pace(), desk::tick);
  }

  private Optional<byte[]> picture(int track) {
    return vision.flatMap(v -> v.picture(track));
  }

  private List<org.vestibule.face.pipeline.EnrolledSample> samples(int track) {
    return vision.map(v -> v.samples(track)).orElse(List.of());
  }

  @Override
  public KioskFlow kiosk() {
    return kiosk;
  }

  @Override
  public DeskFlow desk() {
    return desk;
  }

  @Override
  public LivePicture picture() {
    return preview;
  }

  @Override
  public Published<Optional<String>> trouble() {
    return trouble;
  }

  @Override
  public Published<Happening> happenings() {
    return happenings;
  }

  @Override
  public void look(SourceSpec source) {
    watch(new CameraFeed(source, this::changed));
  }

  @Override
  public void look(FrameSource source) {
    watch(new CameraFeed(() -> source, this::changed));
  }

  private void watch(CameraFeed next) {
    synchronized (eyes) {
      stopLooking();
      if (closed.get()) {
        return;
      }
      feed = Optional.of(next);
      preview.follow(next.subscribe());
      recognise();
      next.start();
    }
  }

  /** Looks at the feed's frames, unless the keys are wiped. */
  private void recognise() {
    if (feed.isPresent() && !kioskKeys.wiped()) {
      Vision next = new Vision(engine, database, feed.get().subscribe(), new Eyes());
      vision = Optional.of(next);
      next.start();
    }
  }

  private void stopRecognising() {
    vision.ifPresent(Vision::close);
    vision = Optional.empty();
  }

  private void stopLooking() {
    feed.ifPresent(CameraFeed::close);
    stopRecognising();
    feed = Optional.empty();
    preview.clear();
  }

  private static KioskKeys.Faces faces(FaceGallery gallery) {
    return new KioskKeys.Faces() {
      @Override
      public void load(Session kiosk) throws Exception {
        gallery.load(kiosk);
      }

      @Override
      public void forget() {
        gallery.wipe();
      }
    };
  }

  /** Shuts the door when the keys are wiped. */
  private final class Behind implements DeskMachine.Door {
    @Override
    public void shut() {
      kiosk.close(true);
      synchronized (eyes) {
        stopRecognising();
      }
    }

    @Override
    public void reopen() {
      kiosk.close(false);
      synchronized (eyes) {
        recognise();
      }
    }

    @Override
    public void lookAnew() {
      synchronized (eyes) {
        stopRecognising();
        recognise();
      }
    }
  }

  /** The camera's state changed. Camera thread. */
  private void changed(FeedState state, Optional<CaptureException> why) {
    boolean live = state == FeedState.LIVE;
    if (!live) {
      preview.clear();
    }
    Optional<String> words =
        switch (state) {
          case OPENING, LIVE, ENDED -> Optional.empty();
          case BLACK ->
              Optional.of("The camera picture is black: uncover the lens or turn on the light.");
          case FROZEN ->
              Optional.of(
                  "The camera picture stands still: unplug the camera and plug it in again.");
          case LOST ->
              Optional.of(
                  why.map(Throwable::getMessage).orElse("The camera is gone: plug it in again."));
        };
    flow.execute(
        () -> {
          trouble.publish(words);
          kiosk.camera(live);
          desk.camera(live);
        });
  }

  /** Hands what the vision thread sees to the flow thread. */
  private final class Eyes implements Vision.Sink {
    @Override
    public void events(List<FaceEvent> events) {
      flow.execute(() -> events.forEach(DoorMachine.this::happened));
    }

    @Override
    public void tracks(List<TrackView> tracks, int width, int height) {
      flow.execute(
          () -> {
            if (desk.view().now().status().cameraLive()) {
              kiosk.see(tracks);
              desk.see(tracks, width, height);
            }
          });
    }
  }

  private void happened(FaceEvent event) {
    if (event instanceof FaceEvent.Attending
        || event instanceof FaceEvent.StoppedAttending
        || event instanceof FaceEvent.Challenged) {
      return;
    }
    Optional<String> eigenfaces = Optional.empty();
    String what = "arrived";
    if (event instanceof FaceEvent.Recognised recognised) {
      what = "recognised";
      Optional<String> proposed = Optional.of(recognised.candidate().reference());
      eigenfaces = Optional.of(Words.opinions(recognised.second(), recognised.network(), proposed));
    } else if (event instanceof FaceEvent.Unknown unknown) {
      what = "unknown";
      eigenfaces =
          Optional.of(Words.opinions(unknown.second(), unknown.network(), Optional.empty()));
    } else if (event instanceof FaceEvent.OneOf) {
      what = "one-of";
    } else if (event instanceof FaceEvent.Left) {
      what = "left";
      kiosk.left(event.track());
    }
    desk.happened(event, eigenfaces);
    happenings.publish(
        new Happening(
            happenings.now().number() + 1, what, event.track(), event.frame(), eigenfaces));
  }

  @Override
  public synchronized void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    synchronized (eyes) {
      stopLooking();
    }
    desk.lock();
    flow.close();
    kioskKeys.wipe("shut down");
    clinic.close();
    LOG.info("Front door closed");
  }
}
