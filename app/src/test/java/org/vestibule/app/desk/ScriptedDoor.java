package org.vestibule.app.desk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vestibule.app.flow.ClinicDoor;
import org.vestibule.app.flow.FrontDoor;

/** The clinic's door as tests of the wizard script it; writes down what is asked of it. */
final class ScriptedDoor implements ClinicDoor {
  private final Optional<RecoveryKey> key;
  private final FrontDoor front;
  private final List<String> asked = new ArrayList<>();

  /**
   * @param key of a clinic to be made; empty for one that exists
   */
  ScriptedDoor(Optional<RecoveryKey> key, FrontDoor front) {
    this.key = key;
    this.front = front;
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public boolean exists() {
    return key.isEmpty();
  }

  @Override
  public RecoveryKey create(NewClinic clinic) {
    asked.add(
        "create " + clinic.clinic() + ", " + clinic.user() + ", " + new String(clinic.password()));
    Arrays.fill(clinic.password(), '\0');
    return key.orElseThrow();
  }

  @Override
  public String clinicName() {
    return "Lakeside Clinic";
  }

  @Override
  public Optional<String> firstUser() {
    return Optional.of("rao");
  }

  @Override
  public List<String> notices() {
    return List.of("The key file was damaged; its backup is in use.");
  }

  @Override
  public void warmUp() {
    asked.add("warmUp");
  }

  @Override
  public FrontDoor enter() {
    asked.add("enter");
    return front;
  }

  @Override
  public FrontDoor open(String user, char[] password, Optional<String> secondFactor) {
    asked.add("open " + user + ", " + new String(password));
    Arrays.fill(password, '\0');
    return front;
  }

  @Override
  public FrontDoor openWithRecoveryKey(char[] recoveryKey, char[] next) {
    asked.add("recover " + new String(recoveryKey) + ", " + new String(next));
    return front;
  }

  @Override
  public void close() {
    asked.add("close");
  }
}
