package org.vestibule.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountTest {
  @Test
  void oneIsSaidAsOne() {
    assertEquals("0 rows", Count.of(0, "row"));
    assertEquals("1 row", Count.of(1, "row"));
    assertEquals("2 rows", Count.of(2, "row"));
    assertEquals("1 entry", Count.of(1, "entry", "entries"));
    assertEquals("3 people", Count.of(3, "person", "people"));
  }
}
