package org.vestibule.face.pipeline;

import java.util.Optional;
import org.vestibule.face.template.EncoderId;

/**
 * What an encoder says beside the one that decides. Shown, never acted on.
 *
 * @param encoder who says it
 * @param reference the enrolled person it would propose; empty for unknown
 * @param tooFewPeople whether fewer people are enrolled than this encoder needs (10, unless it is
 *     the deep one)
 */
public record SecondOpinion(EncoderId encoder, Optional<String> reference, boolean tooFewPeople) {
  @Override
  public String toString() {
    return "SecondOpinion[" + encoder + "]";
  }
}
