package io.curfew.command.axon;

import io.curfew.command.domain.Decided;
import io.curfew.command.domain.DomainCommand;
import io.curfew.command.domain.SessionCommand;
import io.curfew.command.outbox.PendingPublication;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * One try of a command: one unit of work, one database transaction, on the calling thread. Thread-safe. What the command
 * throws reaches the caller as it is.
 */
public final class CommandDispatcher {
    /** The key of W3C trace context in the logging context and in the meta-data of events. */
    public static final String TRACEPARENT = "traceparent";

    private static final Pattern TRACEPARENT_FORM =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /**
     * A command has its user to itself before it has a transaction. The aggregate's own lock comes too late: what runs
     * first in the transaction locks rows, and another command may hold the aggregate and wait for them.
     */
    private final LockFactory users = PessimisticLockFactory.usingDefaults();

    private final CommandBus bus;

    CommandDispatcher(CommandBus bus) {
        this.bus = bus;
        bus.registerHandlerInterceptor(CommandDispatcher::inSameTransaction);
    }

    /** Whether the text is a {@code traceparent} (W3C Trace Context, section 3.2). */
    public static boolean isTraceparent(String text) {
        return TRACEPARENT_FORM.matcher(text).matches();
    }

    /** What a command that has been committed came to. */
    public record Dispatched<R>(R result, long position, @Nullable PendingPublication publication) {}

    /**
     * Tries a command once.
     *
     * @param before runs first, in the command's transaction
     * @param afterwards runs with the result, in the command's transaction
     * @throws CallerFailure with what {@code before} or {@code afterwards} threw; the command is undone
     */
    public <R> Dispatched<R> dispatch(DomainCommand command, Runnable before, Consumer<R> afterwards) {
        CommandCall.Published published = new CommandCall.Published();
        CommandCall call = new CommandCall(before, decided -> afterwards.accept(result(decided)), published);
        AtomicReference<@Nullable CommandResultMessage<?>> answer = new AtomicReference<>();
        Lock lock = command instanceof SessionCommand ofUser ? users.obtainLock(ofUser.userId()) : null;
        try {
            bus.dispatch(message(command, call), (sent, result) -> answer.set(result));
        } finally {
            if (lock != null) {
                lock.release();
            }
        }
        CommandResultMessage<?> result = answer.get();
        if (result == null) {
            throw new IllegalStateException("commands are handled on the calling thread");
        }
        if (result.isExceptional()) {
            throw unchecked(result.exceptionResult());
        }
        Object decided = result.getPayload();
        return new Dispatched<>(result(decided), ((Decided<?>) decided).position(), published.get());
    }

    private static CommandMessage<?> message(DomainCommand command, CommandCall call) {
        String traceparent = MDC.get(TRACEPARENT);
        CommandMessage<?> message = new GenericCommandMessage<>(command, MetaData.with(CommandCall.KEY, call));
        return traceparent != null && isTraceparent(traceparent)
                ? message.andMetaData(Map.of(TRACEPARENT, traceparent))
                : message;
    }

    private static @Nullable Object inSameTransaction(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        CommandCall call = (CommandCall) unitOfWork.getMessage().getMetaData().get(CommandCall.KEY);
        if (call == null) {
            throw new IllegalStateException("commands go through the dispatcher");
        }
        unitOfWork.afterCommit(done -> call.published().set(done.getResource(PendingPublication.KEY)));
        callers(call.before());
        Object decided = chain.proceed();
        callers(() -> call.afterwards().accept(decided));
        return decided;
    }

    private static void callers(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            throw new CallerFailure(e);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"
    }) // handlers answer a Decided, and R by the type of the command
    private static <R> R result(@Nullable Object decided) {
        return (R) ((Decided<?>) decided).result();
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }
}
