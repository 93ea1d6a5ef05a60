package org.vestibule.ehr.store;

import java.util.Arrays;
import java.util.Set;
import org.vestibule.ehr.db.ModelTable;
import org.vestibule.ehr.record.PatientId;

/**
 * A model derived from enrolled faces (for example the eigenfaces), kept sealed with the list of
 * those it was made from: when one of them withdraws consent, the model is destroyed.
 */
public final class FaceModel {
  private final String encoder;
  private final byte[] bytes;
  private final Set<PatientId> contributors;

  /**
   * A model.
   *
   * @param encoder id of the encoder it belongs to
   * @param bytes the model in its own format; copied
   * @param contributors everybody whose samples shaped it
   */
  public FaceModel(String encoder, byte[] bytes, Set<PatientId> contributors) {
    this.encoder = encoder;
    this.bytes = bytes.clone();
    this.contributors = Set.copyOf(contributors);
  }

  static FaceModel of(ModelTable.Model stored) {
    return new FaceModel(stored.encoder(), stored.bytes(), stored.contributors());
  }

  /** Id of the encoder it belongs to. */
  public String encoder() {
    return encoder;
  }

  /** A copy of the model. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Everybody whose samples shaped it. */
  public Set<PatientId> contributors() {
    return contributors;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaceModel that
        && encoder.equals(that.encoder)
        && contributors.equals(that.contributors)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * encoder.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "FaceModel[" + encoder + "]";
  }
}
