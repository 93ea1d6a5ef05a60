/**
 * What a chart means at a glance: facts with their sources, results over time with their ranges,
 * and allergies by severity. Facts only, never advice; nothing is said that the record does not
 * hold. Pure: the clock and the time zone are passed in.
 */
package org.vestibule.ehr.clinical;
