package io.segmentlake.models.predictions;

import java.io.IOException;
import java.util.Map;

/** A fitted model as the registry keeps it, whatever it speaks of. */
public interface LearnedModel {

  /** How it was fitted, for example {@code BG/NBD × Gamma-Gamma}. */
  String algorithm();

  /** What was estimated, by name. */
  Map<String, Double> parameters();

  /**
   * Saves the model, in place of whatever is in the folder.
   *
   * @throws IOException where the folder cannot be written
   */
  void save(String folder) throws IOException;
}
