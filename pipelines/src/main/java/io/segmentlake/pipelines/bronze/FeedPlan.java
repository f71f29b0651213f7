package io.segmentlake.pipelines.bronze;

import io.segmentlake.models.sources.Feed;
import io.segmentlake.models.sources.FileNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one ingest run does with the files of one feed.
 *
 * @param feed whose files they are
 * @param arrivals files to read, by path
 * @param replaced versions that are no longer valid
 * @param found number of files in the landing folder
 * @param replayed files whose content is known under another name
 */
record FeedPlan(
    Feed feed, List<Arrival> arrivals, List<FileVersion> replaced, int found, int replayed) {

  /**
   * A file to read.
   *
   * @param contentHash SHA-256 of its bytes
   */
  record Arrival(LandingFile file, String contentHash, long fileId) {

    RawFile raw(Feed feed) {
      var name = FileNames.knownAt(feed, file.path());
      return new RawFile(
          fileId,
          file.location(),
          file.bytes(),
          name.instant().orElse(null),
          name.problem().orElse(null));
    }
  }

  /** The files to read. */
  Stream<LandingFile> files() {
    return arrivals.stream().map(Arrival::file);
  }

  boolean isEmpty() {
    return arrivals.isEmpty() && replaced.isEmpty();
  }

  /**
   * Compares the landing folder with what is known. The outcome depends on what lies there, not on
   * the order in which it came: of files with the same bytes the first by path is read.
   *
   * @param listed files of the feed
   * @param known versions of the feed's files, live and replaced
   * @param hashes calculates content hashes of those files whose size or time is new
   */
  static FeedPlan of(
      Feed feed,
      List<LandingFile> listed,
      List<FileVersion> known,
      Function<List<LandingFile>, List<String>> hashes) {
    Map<String, FileVersion> live =
        known.stream()
            .filter(FileVersion::isLive)
            .collect(Collectors.toMap(FileVersion::path, version -> version));
    Map<LandingFile, String> contents = contents(listed, live, hashes);
    Set<String> held = new HashSet<>();
    List<FileVersion> replaced = new ArrayList<>();
    Map<String, String> hashOfPath = new HashMap<>();
    contents.forEach((file, hash) -> hashOfPath.put(file.path(), hash));
    for (FileVersion version : live.values()) {
      String now = hashOfPath.getOrDefault(version.path(), version.contentHash());
      if (now.equals(version.contentHash())) {
        held.add(now);
      } else {
        replaced.add(version);
      }
    }
    List<Arrival> arrivals = new ArrayList<>();
    int replayed = 0;
    for (Map.Entry<LandingFile, String> entry : contents.entrySet()) {
      String path = entry.getKey().path();
      String hash = entry.getValue();
      boolean isOwn = live.containsKey(path) && live.get(path).contentHash().equals(hash);
      if (held.add(hash)) {
        arrivals.add(arrival(feed, entry.getKey(), hash, known));
      } else if (!isOwn) {
        replayed++;
      }
    }
    replaced.sort(Comparator.comparing(FileVersion::path));
    return new FeedPlan(feed, arrivals, replaced, listed.size(), replayed);
  }

  /** Content hash of each file; bytes are read only where size or time are not those known. */
  private static Map<LandingFile, String> contents(
      List<LandingFile> listed,
      Map<String, FileVersion> live,
      Function<List<LandingFile>, List<String>> hashes) {
    List<LandingFile> unknown =
        listed.stream()
            .filter(
                file -> !live.containsKey(file.path()) || !live.get(file.path()).isUnchanged(file))
            .toList();
    List<String> calculated = hashes.apply(unknown);
    Map<LandingFile, String> fresh = new HashMap<>();
    for (int i = 0; i < unknown.size(); i++) {
      fresh.put(unknown.get(i), calculated.get(i));
    }
    Map<LandingFile, String> contents = new LinkedHashMap<>();
    for (LandingFile file : listed) {
      String known = fresh.containsKey(file) ? "" : live.get(file.path()).contentHash();
      contents.put(file, fresh.getOrDefault(file, known));
    }
    return contents;
  }

  private static Arrival arrival(
      Feed feed, LandingFile file, String hash, List<FileVersion> known) {
    long earlier =
        known.stream()
            .filter(version -> version.path().equals(file.path()))
            .filter(version -> version.contentHash().equals(hash))
            .count();
    long id = FileVersion.id(feed.source(), feed.name(), file.path(), hash, earlier);
    return new Arrival(file, hash, id);
  }
}
