package org.vestibule.app.demo;

import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.face.capture.SourceSpec;

/**
 * What was asked of the demo, by system properties; an empty one counts as not given.
 *
 * @param camera {@code demo.camera}: a camera to use instead of the clips, when there is a display
 * @param faces {@code demo.faces}: a folder of people to enrol besides, one folder a person
 * @param stay {@code demo.stay}: whether the windows stay open at the end; they do unless false
 * @param pictures {@code demo.pictures}: where the pictures of the windows go
 */
record DemoOptions(Optional<SourceSpec> camera, Optional<Path> faces, boolean stay, Path pictures) {

  static DemoOptions fromProperties() {
    return new DemoOptions(
        property("demo.camera").map(SourceSpec::parse),
        property("demo.faces").map(Path::of),
        property("demo.stay").map(text -> !text.equals("false")).orElse(true),
        Path.of(property("demo.pictures").orElse("target/demo")));
  }

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(text -> !text.isBlank());
  }
}
