summary-name = البند
    .speech = اَلْبَنْدُ
summary-answer = الإجابة
    .speech = اَلْإِجَابَةُ
next-heading = ماذا يحدث الآن
    .speech = مَاذَا يَحْدُثُ الْآنَ
