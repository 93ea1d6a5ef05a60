/** The rule by which consents permit or deny. Pure: no clock, no store. */
package org.vestibule.ehr.consent;
