package io.segmentlake.jobs.lineage;

import io.segmentlake.jobs.Job;
import io.segmentlake.models.tables.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tables are made from and what depends on them. It follows from what jobs declare to read and
 * write, which also gives them their order: a job that read something else would run too early. A
 * job is the finest that it knows; all that a job writes counts as made from all that it reads.
 *
 * @param jobs of all schedules, in the order in which they run
 */
public record Lineage(List<Job> jobs) {

  /** One job on the way from or to a table, with full names of tables, sorted. */
  public record Step(String job, List<String> reads, List<String> writes) {}

  public Lineage {
    jobs = List.copyOf(jobs);
  }

  /** Full names of all tables that some job brings forth, sorted. */
  public Set<String> tables() {
    return jobs.stream()
        .flatMap(job -> names(job.news()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The contract of a table. */
  public Optional<Table> table(String fullName) {
    return jobs.stream()
        .flatMap(job -> job.news().stream())
        .filter(table -> table.fullName().equals(fullName))
        .findFirst();
  }

  /** All jobs that make tables, in order. */
  public List<Step> steps() {
    return jobs.stream().filter(job -> !job.news().isEmpty()).map(Lineage::step).toList();
  }

  /** The jobs that make a table, and those that make what they read, in order. */
  public List<Step> madeFrom(String table) {
    return reached(table, (job, names) -> writes(job, names), job -> names(job.reads()));
  }

  /** The jobs that read a table, and those that read what they make, in order. */
  public List<Step> usedBy(String table) {
    return reached(table, (job, names) -> reads(job, names), job -> names(job.news()));
  }

  private List<Step> reached(
      String table, BiPredicate<Job, Set<String>> touches, Function<Job, Stream<String>> next) {
    Set<String> names = new LinkedHashSet<>(Set.of(table));
    Set<Job> reached = new LinkedHashSet<>();
    boolean isMore = true;
    while (isMore) {
      List<Job> more =
          jobs.stream().filter(j -> !reached.contains(j) && touches.test(j, names)).toList();
      more.forEach(job -> next.apply(job).forEach(names::add));
      isMore = reached.addAll(more);
    }
    return jobs.stream().filter(reached::contains).map(Lineage::step).toList();
  }

  private static boolean writes(Job job, Set<String> names) {
    return names(job.news()).anyMatch(names::contains);
  }

  private static boolean reads(Job job, Set<String> names) {
    return names(job.reads()).anyMatch(names::contains);
  }

  private static Step step(Job job) {
    return new Step(job.name(), sorted(job.reads()), sorted(job.news()));
  }

  private static List<String> sorted(Collection<Table> tables) {
    return new ArrayList<>(names(tables).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Stream<String> names(Collection<Table> tables) {
    return tables.stream().map(Table::fullName);
  }
}
