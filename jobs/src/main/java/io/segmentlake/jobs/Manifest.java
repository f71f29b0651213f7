package io.segmentlake.jobs;

import io.segmentlake.models.tables.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run remembers of earlier ones, and leaves for later ones. */
interface Manifest {
  /** Remembers nothing. */
  Manifest NONE =
      new Manifest() {
        @Override
        public Optional<Outcome> unchanged(Job job) {
          return Optional.empty();
        }

        @Override
        public Map<Table, String> damaged(Job job) {
          return Map.of();
        }

        @Override
        public void record(List<Runner.Finished> finished) {
          // Nobody will ask.
        }
      };

  /** The outcome of a job that need not run, because it would do again what is done. */
  Optional<Outcome> unchanged(Job job);

  /** Tables of the job whose files are not as its runs left them, and what is wrong, in words. */
  Map<Table, String> damaged(Job job);

  /** Records what was done, in one commit. */
  void record(List<Runner.Finished> finished);
}
