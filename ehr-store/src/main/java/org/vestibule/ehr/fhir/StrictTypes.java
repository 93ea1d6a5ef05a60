package org.vestibule.ehr.fhir;

import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Collects what HAPI's parser stumbles over in one resource: element names only, and those only if
 * they look like names of elements.
 */
final class StrictTypes extends ErrorHandlerAdapter {
  private static final Pattern ELEMENT = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private final List<Stumble> stumbles = new ArrayList<>();

  /**
   * One thing.
   *
   * @param element name of the element, or {@code ?}
   */
  record Stumble(String element, ImportProblem.Kind kind) {}

  List<Stumble> stumbles() {
    return stumbles;
  }

  /** Whether the resource cannot be trusted to mean what it says. */
  boolean isWrong() {
    return stumbles.stream().anyMatch(s -> s.kind() != ImportProblem.Kind.UNKNOWN_ELEMENT);
  }

  private void add(String element, ImportProblem.Kind kind) {
    String safe = element != null && ELEMENT.matcher(element).matches() ? element : "?";
    stumbles.add(new Stumble(safe, kind));
  }

  @Override
  public void incorrectJsonType(
      IParseLocation location,
      String element,
      ValueType expected,
      ScalarType expectedScalar,
      ValueType found,
      ScalarType foundScalar) {
    add(element, ImportProblem.Kind.WRONG_TYPE);
  }

  @Override
  public void unexpectedRepeatingElement(IParseLocation location, String element) {
    add(element, ImportProblem.Kind.WRONG_TYPE);
  }

  @Override
  public void invalidValue(IParseLocation location, String value, String error) {
    String element = location == null ? null : location.getParentElementName();
    add(element, ImportProblem.Kind.WRONG_VALUE);
  }

  @Override
  public void unknownElement(IParseLocation location, String element) {
    add(element, ImportProblem.Kind.UNKNOWN_ELEMENT);
  }

  @Override
  public void unknownAttribute(IParseLocation location, String element) {
    add(element, ImportProblem.Kind.UNKNOWN_ELEMENT);
  }

  @Override
  public void extensionContainsValueAndNestedExtensions(IParseLocation location) {
    add("extension", ImportProblem.Kind.WRONG_VALUE);
  }
}
