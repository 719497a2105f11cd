package io.curfew.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.core.importer.Location;

/** Tells the classes of tests from those they test. */
public final class Sources {
    /** Classes of a module's tests. */
    public static final DescribedPredicate<JavaClass> TESTS =
            DescribedPredicate.describe("are tests", type -> is(type, Predefined.ONLY_INCLUDE_TESTS));

    /** Classes that are shipped. */
    public static final DescribedPredicate<JavaClass> MAIN =
            DescribedPredicate.describe("are no tests", type -> is(type, Predefined.DO_NOT_INCLUDE_TESTS));

    private Sources() {}

    private static boolean is(JavaClass type, Predefined option) {
        return type.getSource()
                .map(Source::getUri)
                .map(Location::of)
                .filter(option::includes)
                .isPresent();
    }
}
