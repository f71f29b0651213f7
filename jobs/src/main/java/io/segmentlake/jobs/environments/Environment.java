package io.segmentlake.jobs.environments;

import io.segmentlake.models.configuration.ConfigurationException;
import io.segmentlake.models.configuration.Fields;
import io.segmentlake.models.configuration.Location;
import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.configuration.YamlMap;
import io.segmentlake.models.configuration.YamlNode;
import io.segmentlake.models.configuration.YamlReader;
import io.segmentlake.models.configuration.YamlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where tables and raw files are and how they are reached, as {@code conf/environments/<name>.yaml}
 * describes it. In addresses {@code {shop}} is the shop's name and <code>${NAME}</code> a variable
 * of the process's environment.
 *
 * @param lakehouse address of the tables
 * @param landing address of the raw files; empty for a folder in the lakehouse
 * @param spark options of Spark and, from {@code spark.hadoop.} on, of Hadoop
 */
public record Environment(String lakehouse, Optional<String> landing, Map<String, String> spark) {
  /** What holds where nobody names one. */
  public static final String DEFAULT = "local";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)\\}");

  public Environment {
    spark = Map.copyOf(spark);
  }

  /** The folders of this machine, for who has no configuration at hand. */
  private static Environment local(String shop) {
    return new Environment("lakehouse/" + shop, Optional.empty(), Map.of());
  }

  /**
   * Reads one environment.
   *
   * @param configuration folder that holds {@code environments}
   * @param variables of the process
   * @throws ConfigurationException with all that is wrong
   */
  public static Environment load(
      Path configuration, String name, String shop, Map<String, String> variables) {
    Path file = configuration.resolve("environments").resolve(name + ".yaml");
    String shown = "conf/environments/" + name + ".yaml";
    if (!Files.isRegularFile(file)) {
      if (name.equals(DEFAULT)) {
        return local(shop);
      }
      throw new ConfigurationException(
          List.of(Mistake.at(new Location(shown, 1, 1), "", "there is no such environment")));
    }
    List<Mistake> mistakes = new ArrayList<>();
    Optional<Environment> read =
        YamlReader.read(file, shown, mistakes)
            .map(map -> new Reader(shop, variables, mistakes).read(map));
    ConfigurationException.throwIfAny(mistakes);
    return read.orElseThrow();
  }

  /** Reads a file's keys and notes what is wrong with them. */
  private record Reader(String shop, Map<String, String> variables, List<Mistake> mistakes) {
    Environment read(YamlMap map) {
      Fields fields = new Fields(map, mistakes);
      String lakehouse =
          fields.required("lakehouse", "the address of the tables").map(this::filled).orElse("");
      Optional<String> landing = fields.text("landing").map(this::filled);
      Map<String, String> spark = new TreeMap<>();
      fields
          .map("spark")
          .ifPresent(options -> options.values().forEach((k, v) -> add(spark, k, v)));
      // How jobs are started, which is over by now: Airflow's DAGs read it.
      fields.text("launch");
      fields.finish();
      return new Environment(lakehouse, landing, spark);
    }

    private void add(Map<String, String> spark, String key, YamlNode value) {
      if (!key.startsWith("spark.")) {
        mistakes.add(value.mistake("options of Spark begin with 'spark.', this one is " + key));
      } else if (value instanceof YamlText text) {
        spark.put(key, filled(text));
      } else {
        mistakes.add(value.mistake("must be a single value, it is " + value.described()));
      }
    }

    private String filled(YamlText text) {
      Matcher variable = VARIABLE.matcher(text.value().replace("{shop}", shop));
      return variable.replaceAll(
          found -> Matcher.quoteReplacement(value(found.group(1), text, found.start())));
    }

    private String value(String name, YamlText text, int position) {
      String value = variables.getOrDefault(name, "");
      if (value.isBlank()) {
        mistakes.add(text.mistake(position, "the variable " + name + " is not set"));
      }
      return value;
    }
  }
}
