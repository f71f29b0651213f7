package io.segmentlake.models.sources;

import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import java.util.List;

/**
 * What a feed has to bring for the jobs behind it to go on.
 *
 * @param daysBehind business dates that its newest record may lie before the run's
 * @param leastPercent of the usual number of records on its newest date
 * @param mostPercent of the usual number; more are as suspicious as few
 */
public record Expectation(int daysBehind, int leastPercent, int mostPercent) {
  private static final int ANY = 1_000_000;

  static Expectation read(YamlMap map, List<Mistake> mistakes) {
    Fields fields = new Fields(map, mistakes);
    Expectation expectation =
        new Expectation(
            fields.integer("days-behind", 0, 34).orElse(ANY),
            fields.integer("least-percent", 1, 100).orElse(0),
            fields.integer("most-percent", 100, 10_000).orElse(ANY));
    fields.finish();
    if (map.values().isEmpty()) {
      mistakes.add(map.mistake("wants some of days-behind, least-percent, most-percent"));
    }
    return expectation;
  }
}
