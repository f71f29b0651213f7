package io.segmentlake.pipelines.bronze;

import java.time.Instant;

/**
 * A raw file, or a folder that is read as one, below the landing folder.
 *
 * @param path below the landing folder, with slashes: the same on every machine
 * @param location full path for Hadoop
 * @param bytes size; of a folder, of all files in it
 * @param modifiedAt of a folder, the latest of the files in it
 */
record LandingFile(String path, String location, long bytes, Instant modifiedAt) {}
