/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.internal.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a limit. One that is longer fails where it is needed, and is cut off where the status says enough. */
public final class LimitedBody implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> collected = BodySubscribers.ofByteArray();
    private final boolean needed;
    private long left;
    private Flow.@Nullable Subscription subscription;

    /**
     * Collects up to a limit.
     *
     * @param limit how many bytes the body may have
     * @param needed whether a longer one fails, with a {@link TooLongException}
     */
    public LimitedBody(long limit, boolean needed) {
        this.left = limit;
        this.needed = needed;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return collected.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        collected.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (left < 0) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            left -= buffer.remaining();
        }
        if (left >= 0) {
            collected.onNext(buffers);
            return;
        }
        if (subscription != null) {
            subscription.cancel();
        }
        if (needed) {
            collected.onError(new TooLongException());
        } else {
            collected.onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        collected.onError(failure);
    }

    @Override
    public void onComplete() {
        collected.onComplete();
    }

    /** A body longer than the limit. */
    public static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("answer too long");
        }
    }
}
