package org.vestibule.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.app.flow.ClinicDoor;
import org.vestibule.app.flow.FlowException;
import org.vestibule.face.capture.SourceSpec;

/** Opens the windows; the command line itself knows no JavaFX. */
public interface Windows {

  /**
   * Opens them and returns when the last is closed.
   *
   * @throws FlowException when there is no display, or JavaFX cannot start
   */
  void open(Start start, ClinicDoor clinic) throws FlowException;

  /**
   * @param kiosk whether to show the kiosk
   * @param desk whether to show the desk
   * @param source the camera
   * @param user who signs in without being asked, there if and only if a password is
   * @param password wiped once used
   */
  @SuppressWarnings("ArrayRecordComponent") // a password must be wipeable, and is never compared
  record Start(
      boolean kiosk,
      boolean desk,
      SourceSpec source,
      Path data,
      Optional<String> user,
      Optional<char[]> password) {
    @Override
    public String toString() {
      return "Start";
    }
  }
}
