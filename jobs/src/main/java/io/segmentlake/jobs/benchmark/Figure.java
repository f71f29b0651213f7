package io.segmentlake.jobs.benchmark;

import io.segmentlake.jobs.benchmark.Processes.Finished;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing measured.
 *
 * @param part what was done, for example {@code one new day}
 * @param unit of both values: {@code s} or {@code MB}
 * @param ours what the product took
 * @param duckDb what DuckDB took for the same result from the same raw files; empty for what is
 *     counted in the product alone
 * @param cpu seconds that processors worked; empty where that is not what was measured
 * @param target what the product is held to; empty where nothing is set
 */
public record Figure(
    String part,
    String unit,
    double ours,
    OptionalDouble duckDb,
    Optional<Cpu> cpu,
    Optional<Target> target) {

  /** Seconds that processors worked, whatever else they had to do. */
  public record Cpu(double ours, double duckDb) {
    double ratio() {
      return ours / duckDb;
    }
  }

  /**
   * A value that must not exceed a limit.
   *
   * @param value what was measured
   * @param limit the largest allowed
   * @param of what both count, for example {@code s} or {@code × 20 segments}
   */
  public record Target(double value, double limit, String of) {

    public boolean isMet() {
      return value <= limit;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.2f of at most %.1f %s", value, limit, of);
    }
  }

  /** Seconds without a target. */
  static Figure seconds(String part, Finished ours, Finished duckDb) {
    Cpu cpu = new Cpu(ours.cpuSeconds(), duckDb.cpuSeconds());
    return new Figure(
        part,
        "s",
        ours.seconds(),
        OptionalDouble.of(duckDb.seconds()),
        Optional.of(cpu),
        Optional.empty());
  }

  /** Something else than seconds, without a target. */
  static Figure of(String part, String unit, double ours, double duckDb) {
    return new Figure(
        part, unit, ours, OptionalDouble.of(duckDb), Optional.empty(), Optional.empty());
  }

  /** Something that DuckDB has no counterpart of. */
  static Figure counted(String part, String unit, double ours) {
    return new Figure(part, unit, ours, OptionalDouble.empty(), Optional.empty(), Optional.empty());
  }

  /** The same figure, held to so many seconds. */
  Figure within(double limit) {
    return heldTo(new Target(ours, limit, unit));
  }

  Figure heldTo(Target wanted) {
    return new Figure(part, unit, ours, duckDb, cpu, Optional.of(wanted));
  }

  /** Ours ÷ DuckDB's. */
  public OptionalDouble ratio() {
    return duckDb.isPresent() ? OptionalDouble.of(ours / duckDb.getAsDouble()) : duckDb;
  }

  /** {@code ok}, {@code over}, or nothing where there is no target. */
  public String verdict() {
    return target.map(t -> t.isMet() ? "ok" : "over").orElse("");
  }
}
