package org.vestibule.ehr.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.PatientId;

/** An entry as another record of the same person shows it. */
final class Readdressed {
  private Readdressed() {}

  /** The same entry about {@code patient}; every kind of entry is a record that has this. */
  static <E extends ChartEntry> E to(PatientId patient, E entry) {
    if (entry.patient().equals(patient)) {
      return entry;
    }
    RecordComponent[] components = entry.getClass().getRecordComponents();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        values[i] =
            components[i].getName().equals("patient")
                ? patient
                : components[i].getAccessor().invoke(entry);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      @SuppressWarnings("unchecked")
      Constructor<E> canonical = (Constructor<E>) entry.getClass().getDeclaredConstructor(types);
      return canonical.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("an entry is not a record", e);
    }
  }
}
