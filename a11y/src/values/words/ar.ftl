money = { $amount } يورو
    .speech = { $amount } يُورُو
minus = ناقص { $value }
    .speech = نَاقِصُ { $value }
# The month names of the news and of schoolbooks (Egypt, the Gulf, understood from Morocco to Iraq), the ones
# nearest to the Italian names.
month =
    { $month ->
        [1] يناير
        [2] فبراير
        [3] مارس
        [4] أبريل
        [5] مايو
        [6] يونيو
        [7] يوليو
        [8] أغسطس
        [9] سبتمبر
        [10] أكتوبر
        [11] نوفمبر
       *[12] ديسمبر
    }
    .speech =
    { $month ->
        [1] يَنَايِر
        [2] فِبْرَايِر
        [3] مَارِس
        [4] أَبْرِيل
        [5] مَايُو
        [6] يُونْيُو
        [7] يُولْيُو
        [8] أَغُسْطُس
        [9] سِبْتَمْبَر
        [10] أُكْتُوبَر
        [11] نُوفَمْبَر
       *[12] دِيسَمْبَر
    }
day-run =
    { $first ->
        [0] من الاثنين
        [1] من الثلاثاء
        [2] من الأربعاء
        [3] من الخميس
       *[4] من الجمعة
    } { $last ->
        [2] إلى الأربعاء
        [3] إلى الخميس
        [4] إلى الجمعة
        [5] إلى السبت
       *[6] إلى الأحد
    }
    .speech =
    { $first ->
        [0] مِنَ الِاثْنَيْنِ
        [1] مِنَ الثُّلَاثَاءِ
        [2] مِنَ الْأَرْبِعَاءِ
        [3] مِنَ الْخَمِيسِ
       *[4] مِنَ الْجُمُعَةِ
    } { $last ->
        [2] إِلَى الْأَرْبِعَاءِ
        [3] إِلَى الْخَمِيسِ
        [4] إِلَى الْجُمُعَةِ
        [5] إِلَى السَّبْتِ
       *[6] إِلَى الْأَحَدِ
    }
on-day =
    { $day ->
        [0] يوم الاثنين
        [1] يوم الثلاثاء
        [2] يوم الأربعاء
        [3] يوم الخميس
        [4] يوم الجمعة
        [5] يوم السبت
       *[6] يوم الأحد
    }
    .speech =
    { $day ->
        [0] يَوْمَ الِاثْنَيْنِ
        [1] يَوْمَ الثُّلَاثَاءِ
        [2] يَوْمَ الْأَرْبِعَاءِ
        [3] يَوْمَ الْخَمِيسِ
        [4] يَوْمَ الْجُمُعَةِ
        [5] يَوْمَ السَّبْتِ
       *[6] يَوْمَ الْأَحَدِ
    }
every-day = كل يوم
    .speech = كُلَّ يَوْمٍ
comma = { $before }، { $next }
    .speech = { $before }، { $next }
and = { $before } و{ $last }
    .speech = { $before } وَ{ $last }
from-to = من الساعة { $from } إلى الساعة { $to }
    .speech = مِنَ السَّاعَةِ { $from } إِلَى السَّاعَةِ { $to }
open = { $days } { $times }
    .speech = { $days } { $times }
open-also = { $days } أيضا { $times }
    .speech = { $days } أَيْضًا { $times }
open-by-appointment = { $days } { $times } بموعد مسبق فقط
    .speech = { $days } { $times } بِمَوْعِدٍ مُسْبَقٍ فَقَطْ
days-by-appointment = { $days } بموعد مسبق فقط
    .speech = { $days } بِمَوْعِدٍ مُسْبَقٍ فَقَطْ
clauses = { $before }؛ { $next }
    .speech = { $before }؛ { $next }
closed = مغلق
    .speech = مُغْلَقٌ
letter = { $letter } كما في { $example }
    .speech = { $letter } كَمَا فِي { $example }
sign =
    { $sign ->
        [hyphen] شرطة
        [slash] شرطة مائلة
        [dot] نقطة
        [at] علامة آت
        [underscore] شرطة سفلية
        [open] قوس مفتوح
        [close] قوس مغلق
        [and] علامة العطف
        [exclamation] علامة تعجب
        [question] علامة استفهام
        [colon] نقطتان
        [semicolon] فاصلة منقوطة
       *[plus] زائد
    }
    .speech =
    { $sign ->
        [hyphen] شَرْطَةٌ
        [slash] شَرْطَةٌ مَائِلَةٌ
        [dot] نُقْطَةٌ
        [at] عَلَامَةُ آتْ
        [underscore] شَرْطَةٌ سُفْلِيَّةٌ
        [open] قَوْسٌ مَفْتُوحٌ
        [close] قَوْسٌ مُغْلَقٌ
        [and] عَلَامَةُ الْعَطْفِ
        [exclamation] عَلَامَةُ تَعَجُّبٍ
        [question] عَلَامَةُ اسْتِفْهَامٍ
        [colon] نُقْطَتَانِ
        [semicolon] فَاصِلَةٌ مَنْقُوطَةٌ
       *[plus] زَائِدٌ
    }
