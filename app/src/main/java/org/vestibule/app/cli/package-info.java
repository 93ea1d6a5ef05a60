/**
 * The command line: reads arguments, asks the flows, prints. With {@code --json} standard output
 * holds one JSON object a line and nothing else; every message goes to standard error.
 */
package org.vestibule.app.cli;
