package io.curfew.listener.bearer;

import io.curfew.listener.StalenessPolicy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that an operation is too sensitive for knowledge as old as the node otherwise allows: changing a password, moving
 * money. On a handler method, or on a class for all of its methods. It only tightens what the route asks for.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequireFresh {
    /**
     * How old knowledge may be: a whole number with {@code ms}, {@code s} or {@code m}, as in {@code "1s"}, or ISO 8601. The
     * request waits for newer knowledge, which comes about once a second, at most
     * {@link io.curfew.listener.RevocationGate#MAX_WAIT}.
     */
    String maxAge();

    /** What happens when there is none in time. {@link StalenessPolicy#OPEN} would be a contradiction and is refused. */
    StalenessPolicy policy() default StalenessPolicy.CLOSED;
}
