package org.vestibule.ehr.store;

/**
 * Something staff should know though the store opened, for example that a backup was used.
 *
 * @param code short code
 * @param sentence one plain sentence that says what to do
 */
public record Notice(String code, String sentence) {}
