/**
 * The patient screens. {@code KioskViewModel} turns the flow's snapshots into properties, holds
 * what is being typed and forgets it; the views below it only draw. Sizes are in kiosk pixels: the
 * screen is laid out 1080 wide (1920 in landscape) and scaled to the window, so that 132 of them
 * are 15 mm.
 */
package org.vestibule.app.kiosk;
