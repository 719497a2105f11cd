package io.curfew.query.web;

import io.curfew.query.AuthQueryConfiguration;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses query parameters that the called method does not declare, and single ones that come twice: a filter that is
 * ignored answers with everything. What a method declares are its {@link RequestParam}s and the components of records.
 * Holds for every controller of auth-query, so that a new one cannot forget it. Thread-safe.
 */
final class KnownParameters implements HandlerInterceptor {
    private static final String OURS = AuthQueryConfiguration.class.getPackageName();

    /** By method: names in the order declared, and whether each may be repeated. */
    private final Map<Method, Map<String, Boolean>> declared = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getPackageName().startsWith(OURS)
                && request.getDispatcherType() == DispatcherType.REQUEST
                && !isForm(request)
                && !isCatchAll(request)) {
            Map<String, Boolean> known =
                    declared.computeIfAbsent(method.getMethod(), unused -> declaredBy(method.getMethodParameters()));
            request.getParameterMap().forEach((name, values) -> check(name, values, known));
        }
        return true;
    }

    private static void check(String name, String[] values, Map<String, Boolean> known) {
        Boolean repeatable = known.get(name);
        if (repeatable == null) {
            throw new UnknownParameterException(name, known.keySet());
        }
        if (values.length > 1 && !repeatable) {
            throw new InvalidParameterException(name, "given once");
        }
    }

    /** The servlet API mixes the fields of a form with the parameters of the query; no method here reads a form. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        // Of a read it does not: a header must not switch the check off.
        return request.getMethod().equals("POST")
                && type != null
                && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
    }

    /** What answers every other path with 404. */
    private static boolean isCatchAll(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
                .endsWith("/**");
    }

    private static Map<String, Boolean> declaredBy(MethodParameter[] parameters) {
        Map<String, Boolean> names = new LinkedHashMap<>();
        for (MethodParameter parameter : parameters) {
            RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                names.put(annotation.name(), isList(parameter.getParameterType()));
            } else if (parameter.getParameterType().isRecord()
                    && !parameter.hasParameterAnnotation(RequestBody.class)) {
                Constructor<?> constructor = BeanUtils.getResolvableConstructor(parameter.getParameterType());
                String[] components = BeanUtils.getParameterNames(constructor);
                for (int i = 0; i < components.length; i++) {
                    BindParam renamed = constructor.getParameters()[i].getAnnotation(BindParam.class);
                    names.put(
                            renamed == null ? components[i] : renamed.value(),
                            isList(constructor.getParameterTypes()[i]));
                }
            }
        }
        return names;
    }

    private static boolean isList(Class<?> type) {
        return List.class.isAssignableFrom(type);
    }
}
