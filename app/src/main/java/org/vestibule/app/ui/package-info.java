/**
 * What every window is made of: theme, fonts, icons, words, the live picture, background tasks and
 * errors. Knows nothing of patients. Everything here that touches a node belongs to the JavaFX
 * application thread unless its comment says otherwise.
 */
package org.vestibule.app.ui;
