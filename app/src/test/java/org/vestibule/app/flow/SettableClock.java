package org.vestibule.app.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. Thread-safe. */
public final class SettableClock extends Clock {
  private volatile Instant now;

  SettableClock() {
    this(Instant.parse("2026-11-24T10:02:00Z"));
  }

  public SettableClock(Instant begin) {
    now = begin;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
