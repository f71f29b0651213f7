package io.segmentlake.models.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** Wrong configuration: all mistakes that were found, not only the first. */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  public ConfigurationException(List<Mistake> mistakes) {
    super(
        "Cannot use the configuration: "
            + mistakes.size()
            + (mistakes.size() == 1 ? " mistake.\n" : " mistakes.\n")
            + mistakes.stream()
                .sorted(Mistake.BY_PLACE)
                .map(Mistake::toString)
                .collect(Collectors.joining("\n")));
    this.mistakes = mistakes.stream().sorted(Mistake.BY_PLACE).toList();
  }

  /** Throws where there is at least one mistake. */
  public static void throwIfAny(List<Mistake> mistakes) {
    if (!mistakes.isEmpty()) {
      throw new ConfigurationException(mistakes);
    }
  }

  /** By file and place. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
