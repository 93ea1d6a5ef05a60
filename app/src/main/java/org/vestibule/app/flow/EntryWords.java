package org.vestibule.app.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.Condition;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Encounter;
import org.vestibule.ehr.record.Flag;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.Immunization;
import org.vestibule.ehr.record.MedicationRequest;
import org.vestibule.ehr.record.MedicationStatement;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Observation;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Procedure;

/** What an entry says, in a line: enough to tell two versions of it apart. */
final class EntryWords {
  private EntryWords() {}

  static String of(Object value) {
    return String.join(", ", parts(value));
  }

  /** The same, part by part. */
  static List<String> parts(Object value) {
    if (value instanceof Patient p) {
      return joined(
          p.name().listed(),
          p.birthDate(),
          Words.sex(p.gender()),
          p.phone(),
          p.address().replace("\n", ", "),
          p.faceOptOut() ? "no face" : "",
          p.replacedBy().isPresent() ? "merged into another record" : "");
    } else if (value instanceof AllergyIntolerance a) {
      return joined(a.substance().text(), lower(a.criticality()), a.reaction());
    } else if (value instanceof AllergyStatement s) {
      return joined(lower(s.status()));
    } else if (value instanceof Condition c) {
      return joined(c.code().text(), lower(c.status()), known(c.onset()), known(c.abatement()));
    } else if (value instanceof MedicationStatement m) {
      return joined(m.medication().text(), m.dosage(), lower(m.status()), m.reaction());
    } else if (value instanceof MedicationRequest m) {
      return joined(m.medication().text(), m.dosage(), lower(m.status()), m.reaction());
    } else if (value instanceof Encounter e) {
      return joined(e.type().text(), lower(e.status()), known(e.start()), e.reason());
    } else if (value instanceof Procedure p) {
      return joined(p.code().text(), p.status(), known(p.performed()));
    } else if (value instanceof Note n) {
      return joined(n.title(), n.text());
    } else if (value instanceof Observation o) {
      List<Object> parts = new ArrayList<>(List.of(o.code().text(), (o.value() + " " + o.unit())));
      o.components().forEach(c -> parts.add(c.code().text() + " " + c.value() + " " + c.unit()));
      return joined(parts.toArray());
    } else if (value instanceof Immunization i) {
      return joined(i.vaccine().text(), i.occurred(), i.status());
    } else if (value instanceof Appointment a) {
      return joined(a.start(), a.reason(), a.practitioner(), lower(a.status()));
    } else if (value instanceof Consent c) {
      return joined(
          lower(c.purpose()),
          lower(c.decision()),
          c.from(),
          c.withdrawn().map(t -> "withdrawn " + t).orElse(""));
    } else if (value instanceof Flag f) {
      return joined(f.code().text(), f.active() ? "active" : "settled");
    } else if (value instanceof DocumentReference d) {
      return joined(d.title(), d.contentType());
    } else if (value instanceof ForeignResource f) {
      return joined(f.resourceType(), "kept as it came");
    }
    return List.of();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static String known(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private static List<String> joined(Object... parts) {
    List<String> words = new ArrayList<>();
    for (Object part : parts) {
      String text = part.toString().strip();
      if (!text.isEmpty()) {
        words.add(text);
      }
    }
    return words;
  }
}
