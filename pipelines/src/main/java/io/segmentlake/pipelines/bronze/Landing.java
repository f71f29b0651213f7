package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.sources.Feed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder into which a shop puts its files; nothing is ever written there. */
final class Landing {
  private final FileSystem files;
  private final Path root;

  private Landing(FileSystem files, Path root) {
    this.files = files;
    this.root = root;
  }

  /**
   * Opens a landing folder.
   *
   * @throws IllegalArgumentException where there is no such folder
   */
  static Landing open(Configuration hadoop, String folder) {
    try {
      Path path = new Path(folder);
      FileSystem files = path.getFileSystem(hadoop);
      if (!files.getFileStatus(path).isDirectory()) {
        throw new IllegalArgumentException(
            "Cannot read the landing folder: it is a file (" + folder + "). Name a folder.");
      }
      return new Landing(files, files.resolvePath(path));
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(
          "Cannot read the landing folder: there is none (" + folder + "). Name a folder.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the landing folder " + folder, e);
    }
  }

  /** What a feed reads, by path: files, or for tables also folders. */
  List<LandingFile> of(Feed feed) {
    return feed.format().isTable() ? folders(feed.files()) : files(feed.files());
  }

  /** Files that match, by path. Names that begin with a dot or an underscore are left alone. */
  List<LandingFile> files(String glob) {
    return matching(glob, new ArrayList<>(), false);
  }

  /** Files and folders that match, by path; what lies in a folder that matches is part of it. */
  List<LandingFile> folders(String glob) {
    return matching(glob, new ArrayList<>(), true);
  }

  private List<LandingFile> matching(String text, List<LandingFile> found, boolean takesFolders) {
    Glob glob = Glob.of(text);
    try {
      Path start = glob.folder().isEmpty() ? root : new Path(root, glob.folder());
      if (files.exists(start)) {
        walk(start, glob, found, takesFolders);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the landing folder " + root, e);
    }
    found.sort(Comparator.comparing(LandingFile::path));
    return found;
  }

  private void walk(Path folder, Glob glob, List<LandingFile> found, boolean takesFolders)
      throws IOException {
    for (FileStatus status : files.listStatus(folder)) {
      String name = status.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      boolean matches = glob.matches(relative(status.getPath()));
      if (status.isDirectory() && matches && takesFolders) {
        found.add(folder(status));
      } else if (status.isDirectory()) {
        walk(status.getPath(), glob, found, takesFolders);
      } else if (matches) {
        found.add(file(status));
      }
    }
  }

  private LandingFile file(FileStatus status) {
    return new LandingFile(
        relative(status.getPath()),
        status.getPath().toString(),
        status.getLen(),
        Instant.ofEpochMilli(status.getModificationTime()));
  }

  private LandingFile folder(FileStatus status) throws IOException {
    List<FileStatus> inside = dataFiles(files, status.getPath());
    long bytes = inside.stream().mapToLong(FileStatus::getLen).sum();
    long latest = inside.stream().mapToLong(FileStatus::getModificationTime).max().orElse(0);
    return new LandingFile(
        relative(status.getPath()),
        status.getPath().toString(),
        bytes,
        Instant.ofEpochMilli(latest));
  }

  /** All files below a folder, also the log of a Delta table, by path. */
  static List<FileStatus> dataFiles(FileSystem files, Path folder) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    var below = files.listFiles(folder, true);
    while (below.hasNext()) {
      found.add(below.next());
    }
    found.sort(Comparator.comparing(status -> status.getPath().toString()));
    return found;
  }

  private String relative(Path path) {
    return root.toUri().relativize(path.toUri()).getPath();
  }

  /**
   * Makes sure that files are still those that were listed.
   *
   * @throws IllegalStateException where one of them changed or vanished
   */
  void verifyUnchanged(List<LandingFile> listed) {
    for (LandingFile before : listed) {
      if (!isUnchanged(before)) {
        throw new IllegalStateException(
            "Cannot ingest "
                + before.path()
                + ": it changed while it was read. Run again when nobody writes to it.");
      }
    }
  }

  private boolean isUnchanged(LandingFile before) {
    try {
      FileStatus status = files.getFileStatus(new Path(before.location()));
      LandingFile now = status.isDirectory() ? folder(status) : file(status);
      return now.equals(before);
    } catch (FileNotFoundException vanished) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + before.path(), e);
    }
  }
}
