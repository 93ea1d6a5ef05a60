package org.vestibule.face.template;

import org.vestibule.face.detect.FaceSample;

/** Turns a sample into a template. Used by one thread at a time unless it says otherwise. */
public interface FaceEncoder extends AutoCloseable {

  EncoderId id();

  /** A template of unit length; comparing two is their cosine, -1 to 1, larger is more alike. */
  Template encode(FaceSample sample);

  @Override
  void close();
}
