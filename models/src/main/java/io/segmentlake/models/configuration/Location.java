package io.segmentlake.models.configuration;

import java.io.Serializable;

/**
 * A place in a configuration file.
 *
 * @param file as the reader of a message knows it, for example {@code conf/segments/vip.yaml}
 * @param line from 1
 * @param column from 1, in characters
 */
public record Location(String file, int line, int column) implements Serializable {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
