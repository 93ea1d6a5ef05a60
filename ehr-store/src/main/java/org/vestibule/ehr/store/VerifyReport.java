package org.vestibule.ehr.store;

import java.util.List;

/**
 * What checking the whole store found.
 *
 * @param rows sealed rows opened
 * @param events audit events checked
 * @param notOpened clinical values that were there and were not opened, because whoever checked has
 *     no clinical keys: nothing is said of them. 0 after a whole check
 * @param problems one plain sentence each, without patient data; empty if all is well
 */
public record VerifyReport(long rows, long events, long notOpened, List<String> problems) {
  public VerifyReport {
    problems = List.copyOf(problems);
  }

  /** True if nothing was found, in what was opened. */
  public boolean ok() {
    return problems.isEmpty();
  }
}
