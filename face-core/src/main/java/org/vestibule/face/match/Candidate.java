package org.vestibule.face.match;

/**
 * One entry of a candidate list (ISO/IEC 2382-37).
 *
 * @param reference the enrolled person's opaque id, as given at enrolment
 * @param score comparison score of the person's references against the probe: cosine, -1 to 1,
 *     larger is more alike
 */
public record Candidate(String reference, double score) {
  @Override
  public String toString() {
    return "Candidate";
  }
}
