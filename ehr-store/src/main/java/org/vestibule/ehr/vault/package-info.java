/**
 * Keys, and sealing bytes to the place where they are stored. The only package that imports Tink
 * and Bouncy Castle.
 *
 * <p>{@link org.vestibule.ehr.vault.Vault} is the door: it is made by {@code create}, {@code open}
 * or {@code recover} from the file {@code vault.json} and hands out {@link
 * org.vestibule.ehr.vault.PatientKey}s, the {@link org.vestibule.ehr.vault.BlindIndex} and
 * signatures, each only while the {@link org.vestibule.ehr.vault.KeyScope} it needs is unlocked.
 */
package org.vestibule.ehr.vault;
