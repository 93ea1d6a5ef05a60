package org.vestibule.face.capture;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vestibule.face.capture.CaptureException.Reason;
import org.vestibule.natives.OpenCv;

/** Opens frame sources. Has no state; safe for all threads. */
public final class FrameSources {
  private FrameSources() {}

  /** Opens one source; may take as long as it likes. */
  @FunctionalInterface
  public interface Opener {
    FrameSource open() throws CaptureException;
  }

  /**
   * Opens what was named. The work runs on a thread of its own, so a driver that hangs costs the
   * caller no more than the limit; a source that opens later than that is closed at once.
   *
   * @param limit longest time to wait
   * @throws CaptureException when there is no such source, it cannot be used, or the limit passed
   */
  public static FrameSource open(SourceSpec spec, Duration limit) throws CaptureException {
    OpenCv.load();
    Opener opener =
        () -> {
          if (spec instanceof SourceSpec.Camera camera) {
            return CameraSource.open(camera.index());
          } else if (spec instanceof SourceSpec.ImageFolder images) {
            return ImageFolderSource.open(images.folder());
          }
          return ClipSource.open(((SourceSpec.Clip) spec).file());
        };
    return open(opener, limit);
  }

  static FrameSource open(Opener opener, Duration limit) throws CaptureException {
    CompletableFuture<FrameSource> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> openInto(result, opener), "open-frame-source");
    thread.setDaemon(true);
    thread.start();
    try {
      return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CaptureException capture) {
        throw capture;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw abandoned(result);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw abandoned(result);
    }
  }

  private static void openInto(CompletableFuture<FrameSource> result, Opener opener) {
    try {
      FrameSource source = opener.open();
      if (!result.complete(source)) {
        source.close();
      }
    } catch (CaptureException | RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  /** Gives up; when the source came at the last moment it is closed here. */
  private static CaptureException abandoned(CompletableFuture<FrameSource> result) {
    CaptureException late =
        new CaptureException(
            Reason.TIMED_OUT,
            "The camera or recording does not answer (code CAM-4); unplug the camera, plug it in"
                + " again and try once more.");
    if (!result.completeExceptionally(late) && !result.isCompletedExceptionally()) {
      result.join().close();
    }
    return late;
  }
}
