/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.embedded;

import io.github.notdisposable.internal.OutageLog;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One list: its last good state, and how it fares. Refreshed by one thread at a time. */
final class ListSource {

    /**
     * What a list may be.
     *
     * @param timeout for how long fetching it may take
     * @param maxBytes how many bytes it may have
     * @param maxDomains how many domains it may hold
     * @param minShare how many domains it must still hold, as a share of what it held before
     * @param publicSuffix returns whether a name is one below which anybody can register domains
     */
    record Limits(Duration timeout, int maxBytes, int maxDomains, double minShare, Predicate<String> publicSuffix) {}

    private static final Logger LOG = System.getLogger(ListRefresher.class.getName());

    private final URI url;
    private final String name;
    private final @Nullable ListFile file;
    private final Limits limits;
    private final Clock clock;
    private volatile @Nullable ListSnapshot known;
    private Instant checked = Instant.MIN;
    private final OutageLog outage = new OutageLog(LOG);
    private final OutageLog fileOutage = new OutageLog(LOG);

    /**
     * @param number its place among the lists; with the host it is the list's name in the log, as the rest of the address may hold a key
     */
    ListSource(URI url, int number, @Nullable ListFile file, Limits limits, Clock clock) {
        this.url = url;
        this.name = number + " (" + url.getHost() + ")";
        this.file = file;
        this.limits = limits;
        this.clock = clock;
    }

    boolean isKnown() {
        return known != null;
    }

    /** {@return when the list was last known to be current} */
    Instant checked() {
        return checked;
    }

    void addTo(Collection<String> target) {
        ListSnapshot current = known;
        if (current != null) {
            current.addTo(target);
        }
    }

    void readFile() {
        if (file == null) {
            return;
        }
        try {
            Optional<ListFile.Stored> stored = file.read(limits.maxDomains());
            if (stored.isPresent()) {
                known = stored.get().list();
                checked = stored.get().checked();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, () -> "The copy of list " + name + " on disk cannot be read, and is ignored: " + e);
        }
    }

    RefreshResult interrupted() {
        return result(RefreshResult.Status.KEPT, RefreshResult.Problem.INTERRUPTED, 0);
    }

    RefreshResult refresh(Fetcher fetcher) {
        try {
            RefreshResult result = fetchAndReplace(fetcher);
            outage.worked(() -> "List " + name + " is refreshed again.");
            return result;
        } catch (RefreshException e) {
            return failed(e.problem(), e.getMessage());
        } catch (RuntimeException e) {
            return failed(RefreshResult.Problem.FAILED, "of a " + e.getClass().getSimpleName());
        }
    }

    private RefreshResult fetchAndReplace(Fetcher fetcher) throws RefreshException {
        ListSnapshot before = known;
        Fetcher.Fetched fetched = fetcher.fetch(url, before, limits.maxBytes(), limits.timeout());
        Instant now = clock.instant();
        byte[] body = fetched.body();
        if (body == null) {
            checked = now;
            updateFile(to -> to.touch(Objects.requireNonNull(before), now));
            return result(RefreshResult.Status.UNCHANGED, null, 0);
        }
        DomainListReader.Content content = DomainListReader.read(
                Gunzip.gunzip(body, limits.maxBytes()), limits.maxDomains(), limits.publicSuffix());
        int size = content.domains().size();
        if (before != null && size < before.size() * limits.minShare()) {
            throw new RefreshException(
                    RefreshResult.Problem.SHRUNK, "it holds " + size + " domains and held " + before.size());
        }
        ListSnapshot after = ListSnapshot.of(content.domains(), fetched.entityTag(), fetched.lastModified());
        boolean same = before != null && before.hasSameDomains(after);
        known = after;
        checked = now;
        updateFile(to -> to.write(after, now));
        int dropped = content.publicSuffixes() + content.unreadable();
        if (!same) {
            int sizeBefore = before == null ? 0 : before.size();
            LOG.log(
                    Level.INFO,
                    () -> "List " + name + " holds " + size + " domains, " + sizeBefore + " before; " + dropped
                            + " entries were left out.");
        }
        return result(same ? RefreshResult.Status.UNCHANGED : RefreshResult.Status.UPDATED, null, dropped);
    }

    private RefreshResult failed(RefreshResult.Problem why, @Nullable String explanation) {
        if (why != RefreshResult.Problem.INTERRUPTED) {
            outage.failed(
                    Level.WARNING,
                    why,
                    () -> "List " + name + " was not refreshed and keeps its last domains: " + explanation + '.');
        }
        return result(RefreshResult.Status.KEPT, why, 0);
    }

    private RefreshResult result(RefreshResult.Status status, RefreshResult.@Nullable Problem why, int dropped) {
        ListSnapshot current = known;
        return new RefreshResult(url, status, why, current == null ? 0 : current.size(), dropped);
    }

    private interface FileTask {
        void run(ListFile to) throws IOException;
    }

    /** A copy that cannot be written is no reason to go without the list. */
    private void updateFile(FileTask task) {
        if (file == null) {
            return;
        }
        try {
            task.run(file);
            fileOutage.worked(() -> "The copy of list " + name + " on disk is written again.");
        } catch (IOException | RuntimeException e) {
            fileOutage.failed(() -> "The copy of list " + name + " on disk cannot be written: " + e);
        }
    }
}
