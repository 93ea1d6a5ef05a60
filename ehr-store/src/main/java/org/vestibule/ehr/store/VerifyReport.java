package org.vestibule.ehr.store;

import java.util.List;

/**
 * What checking the whole store found.
 *
 * @param rows sealed rows opened
 * @param events audit events checked
 * @param problems one plain sentence each, without patient data; empty if all is well
 */
public record VerifyReport(long rows, long events, List<String> problems) {
  public VerifyReport {
    problems = List.copyOf(problems);
  }

  /** True if nothing was found. */
  public boolean ok() {
    return problems.isEmpty();
  }
}
