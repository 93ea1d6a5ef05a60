/**
 * Accounting for every access: audit event, canonical bytes, hash chain, Merkle tree (RFC 6962),
 * signed heads, and verification of all of them. Knows no SQL and no keys: the store keeps the
 * events and {@link org.vestibule.ehr.ledger.LedgerState}, the vault signs.
 *
 * <p>Each event has a leaf hash {@code SHA-256(0x00 || canonical bytes)} and a chain value {@code
 * SHA-256(0x02 || previous chain value || leaf hash)}. The chain value is stored beside the event
 * and shows at once which event was touched by somebody who could not recompute the rest. Whoever
 * can recompute it (an insider with the database open) is found by comparing with a {@link
 * org.vestibule.ehr.ledger.LedgerHead} that was kept elsewhere.
 */
package org.vestibule.ehr.ledger;
